package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.Run;
import dev.lovage.client.RunQuery;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/// `lovage runs`: the newest runs.
@Command(name = "runs", description = "List runs, newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
    @Option(names = "--status", description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
    private @Nullable RunState status;

    @Option(names = "--workflow", description = "Only runs of this workflow.")
    private @Nullable String workflow;

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "How many, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin private final Connection connection = new Connection();

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        if (limit < 1 || limit > RunQuery.LARGEST_PAGE) {
            throw new UsageException("--limit must lie between 1 and " + RunQuery.LARGEST_PAGE);
        }
        PrintWriter out = terminal.out();
        try (LovageClient client = connection.open()) {
            Page<Run> page =
                    client.runs(
                            new RunQuery(status, workflow, null, null, null, null, limit, null));
            if (output.json()) {
                out.println(output.print(page));
                return Lovage.DONE;
            }
            for (Run run : page.items()) {
                out.printf("%-11s %s  %s%n", run.state(), run.times().accepted(), run.id());
            }
            return Lovage.DONE;
        }
    }
}
