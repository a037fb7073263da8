package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lovage schedules show`
@Command(name = "show", description = "Show a schedule.", mixinStandardHelpOptions = true)
final class SchedulesShow extends ApiCommand {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Override
    Said ask(LovageClient client) {
        Schedule schedule = client.schedule(name);
        return new Said(schedule, ScheduleText.whole(schedule));
    }
}
