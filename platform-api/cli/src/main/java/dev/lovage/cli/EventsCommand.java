package dev.lovage.cli;

import dev.lovage.client.Event;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.RunChange;
import dev.lovage.client.RunQuery;
import dev.lovage.local.Harmless;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `lovage events`: what was told of a run.
@Command(
        name = "events",
        description = {
            "Print the events of a run, oldest first: those of the last days, as long as the api",
            "keeps them (event-log.retention, 3d by default). With --output json each line is an",
            "event, whole."
        },
        mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Option(names = "--newest", description = "Newest first.")
    private boolean newest;

    @Option(
            names = "--limit",
            defaultValue = "1000",
            description = "How many, 1 or more (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin private final Connection connection = new Connection();
    @Mixin private final OutputOption output = new OutputOption();
    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new UsageException("--limit must be at least 1");
        }
        PrintWriter out = terminal.out();
        try (LovageClient client = connection.open()) {
            int left = limit;
            String token = null;
            do {
                int size = Math.min(left, RunQuery.LARGEST_PAGE);
                Page<Event> page = client.events(run, newest, size, token);
                page.items().forEach(event -> print(event, out));
                left -= page.items().size();
                token = page.nextPageToken();
            } while (token != null && left > 0);
            return Lovage.DONE;
        }
    }

    private void print(Event event, PrintWriter out) {
        if (output.json()) {
            out.println(output.line(event));
            return;
        }
        out.printf(
                "%s %-9s %-10s %5d %s%n",
                event.at(),
                event.type(),
                event.state(),
                event.place().seq(),
                Harmless.text(steps(event)));
    }

    private static String steps(Event event) {
        @Nullable String part = event.place().part();
        String steps =
                event.steps().stream().map(EventsCommand::step).collect(Collectors.joining(", "));
        return part == null ? steps : "(" + part + ") " + steps;
    }

    private static String step(RunChange.Step step) {
        return step.path() + " " + step.state();
    }
}
