package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;

/// `lovage schedules trigger`
@Command(name = "trigger", description = "Run a schedule now.", mixinStandardHelpOptions = true)
final class SchedulesTrigger extends ApiCommand {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Option(
            names = "--overlap",
            description = "If a run is going on: ${COMPLETION-CANDIDATES} (default: its policy).")
    private Schedule.@Nullable Overlap overlap;

    @Override
    Said ask(LovageClient client) {
        client.triggerSchedule(name, new Schedule.Trigger(overlap));
        return new Said(Map.of("triggered", name), name + " is run now" + System.lineSeparator());
    }
}
