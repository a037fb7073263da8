package dev.lovage.cli;

import dev.lovage.client.LovageClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;

/// `lovage cancel`
@Command(
        name = "cancel",
        aliases = "revoke", // Celery's word
        description = {
            "Ask a run to end: what it does is interrupted, its `finally` steps still run.",
            "`lovage show` tells when it has ended."
        },
        mixinStandardHelpOptions = true)
final class CancelCommand extends ApiCommand {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Option(names = "--reason", description = "Why; kept in the audit trail (default: none).")
    private @Nullable String reason;

    @Override
    Said ask(LovageClient client) {
        client.cancel(run, reason);
        return new Said(
                Map.of("cancelled", run), run + " is asked to end" + System.lineSeparator());
    }
}
