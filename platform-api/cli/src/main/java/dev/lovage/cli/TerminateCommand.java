package dev.lovage.cli;

import dev.lovage.client.Batch;
import dev.lovage.client.LovageClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lovage terminate`
@Command(
        name = "terminate",
        description = {
            "End runs at once, without their `finally` steps: for what `lovage cancel` does not",
            "end.",
            "With options instead of ids: counts the runs, or with --yes does it to them all."
        },
        mixinStandardHelpOptions = true)
final class TerminateCommand extends SteerCommand {
    @Option(names = "--reason", description = "Why; kept in the audit trail (default: none).")
    private @Nullable String reason;

    TerminateCommand() {
        super(Batch.Act.TERMINATE, "terminated", "is terminated");
    }

    @Override
    void one(LovageClient client, String run) {
        client.terminate(run, reason);
    }

    @Override
    @Nullable String reason() {
        return reason;
    }
}
