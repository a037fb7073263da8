package dev.lovage.cli;

import dev.lovage.client.LovageClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;

/// `lovage terminate`
@Command(
        name = "terminate",
        description = {
            "End a run at once, without its `finally` steps: for one that `lovage cancel`",
            "does not end."
        },
        mixinStandardHelpOptions = true)
final class TerminateCommand extends ApiCommand {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Option(names = "--reason", description = "Why; kept in the audit trail (default: none).")
    private @Nullable String reason;

    @Override
    Said ask(LovageClient client) {
        client.terminate(run, reason);
        return new Said(Map.of("terminated", run), run + " is terminated" + System.lineSeparator());
    }
}
