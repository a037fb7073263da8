package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.Map;

/// `lovage pause`
@Command(
        name = "pause",
        description = {
            "Let a run start nothing new until it is resumed; what it does goes on.",
            "Its time-out runs on, too."
        },
        mixinStandardHelpOptions = true)
final class PauseCommand extends ApiCommand {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Option(names = "--reason", description = "Why; shown to everyone (default: none).")
    private @Nullable String reason;

    @Option(
            names = "--until",
            paramLabel = "MOMENT",
            description = "Go on then, such as 2026-12-01T06:00:00Z (default: when resumed).")
    private @Nullable Instant until;

    @Override
    Said ask(LovageClient client) {
        client.pause(run, new Run.Pause(reason, until));
        String end = until == null ? "" : " until " + until;
        return new Said(
                Map.of("paused", run), run + " is asked to pause" + end + System.lineSeparator());
    }
}
