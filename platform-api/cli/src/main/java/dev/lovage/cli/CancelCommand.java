package dev.lovage.cli;

import dev.lovage.client.Batch;
import dev.lovage.client.LovageClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lovage cancel`
@Command(
        name = "cancel",
        aliases = "revoke", // Celery's word
        description = {
            "Ask runs to end: what they do is interrupted, their `finally` steps still run.",
            "`lovage show` tells when one has ended.",
            "With options instead of ids: counts the runs, or with --yes does it to them all."
        },
        mixinStandardHelpOptions = true)
final class CancelCommand extends SteerCommand {
    @Option(names = "--reason", description = "Why; kept in the audit trail (default: none).")
    private @Nullable String reason;

    CancelCommand() {
        super(Batch.Act.CANCEL, "cancelled", "is asked to end");
    }

    @Override
    void one(LovageClient client, String run) {
        client.cancel(run, reason);
    }

    @Override
    @Nullable String reason() {
        return reason;
    }
}
