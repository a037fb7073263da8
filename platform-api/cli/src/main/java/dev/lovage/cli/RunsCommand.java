package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.Run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/// `lovage runs`: the newest runs.
@Command(name = "runs", description = "List runs, newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {
    @Mixin private final RunOptions options = new RunOptions();

    @Mixin private final LimitOption limit = new LimitOption(20);

    @Mixin private final Connection connection = new Connection();

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        int most = limit.checked();
        options.check();
        PrintWriter out = terminal.out();
        try (LovageClient client = connection.open()) {
            Page<Run> page = client.runs(options.query(most));
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
