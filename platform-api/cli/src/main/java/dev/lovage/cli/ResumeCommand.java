package dev.lovage.cli;

import dev.lovage.client.Batch;
import dev.lovage.client.LovageClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lovage resume`
@Command(
        name = "resume",
        description = {
            "Let paused runs go on.",
            "With options instead of ids: counts the runs, or with --yes does it to them all."
        },
        mixinStandardHelpOptions = true)
final class ResumeCommand extends SteerCommand {
    @Option(names = "--reason", description = "Why; kept in the audit trail (default: none).")
    private @Nullable String reason;

    ResumeCommand() {
        super(Batch.Act.RESUME, "resumed", "goes on");
    }

    @Override
    void one(LovageClient client, String run) {
        client.resume(run, reason);
    }

    @Override
    @Nullable String reason() {
        return reason;
    }
}
