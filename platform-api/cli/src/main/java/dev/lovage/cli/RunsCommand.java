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
            names = "--overlay",
            description = {
                "Only runs of which this is said beside their state:",
                "${COMPLETION-CANDIDATES}."
            })
    private Run.@Nullable Overlay overlay;

    @Mixin private final LimitOption limit = new LimitOption(20);

    @Mixin private final Connection connection = new Connection();

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        int most = limit.checked();
        PrintWriter out = terminal.out();
        try (LovageClient client = connection.open()) {
            Page<Run> page =
                    client.runs(
                            new RunQuery(status, workflow, null, null, null, null, most, null)
                                    .with(overlay));
            if (output.json()) {
                out.println(output.print(page));
                return Lovage.DONE;
            }
            for (Run run : page.items()) {
                var beside = run.overlay() == null ? "" : "  " + run.overlay();
                out.printf(
                        "%-11s %s  %s%s%n", run.state(), run.times().accepted(), run.id(), beside);
            }
            return Lovage.DONE;
        }
    }
}
