package dev.lovage.cli;

import dev.lovage.client.Batch;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Instant;

/// `lovage pause`
@Command(
        name = "pause",
        description = {
            "Let runs start nothing new until they are resumed; what they do goes on.",
            "Their time-outs run on, too.",
            "With options instead of ids: counts the runs, or with --yes does it to them all."
        },
        mixinStandardHelpOptions = true)
final class PauseCommand extends SteerCommand {
    @Option(names = "--reason", description = "Why; shown to everyone (default: none).")
    private @Nullable String reason;

    @Option(
            names = "--until",
            paramLabel = "MOMENT",
            description = "Go on then, such as 2026-12-01T06:00:00Z (default: when resumed).")
    private @Nullable Instant until;

    PauseCommand() {
        super(Batch.Act.PAUSE, "paused", "is asked to pause");
    }

    @Override
    void one(LovageClient client, String run) {
        client.pause(run, new Run.Pause(reason, until));
    }

    @Override
    @Nullable String reason() {
        return reason;
    }

    @Override
    @Nullable Instant until() {
        return until;
    }
}
