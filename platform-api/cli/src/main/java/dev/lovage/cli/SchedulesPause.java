package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.Map;

/// `lovage schedules pause`
@Command(name = "pause", description = "Pause a schedule.", mixinStandardHelpOptions = true)
final class SchedulesPause extends ApiCommand {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Option(names = "--note", description = "Why; shown to everyone.")
    private @Nullable String note;

    @Option(
            names = "--until",
            paramLabel = "MOMENT",
            description = "Resume it then, such as 2026-12-01T06:00:00Z.")
    private @Nullable Instant until;

    @Override
    Said ask(LovageClient client) {
        client.pauseSchedule(name, new Schedule.Pause(note, until));
        String end = until == null ? "" : " until " + until;
        return new Said(Map.of("paused", name), name + " is paused" + end + System.lineSeparator());
    }
}
