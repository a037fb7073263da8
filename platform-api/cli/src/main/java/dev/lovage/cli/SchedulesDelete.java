package dev.lovage.cli;

import dev.lovage.client.LovageClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Map;

/// `lovage schedules delete`
@Command(
        name = "delete",
        description = "Delete a schedule; its runs go on.",
        mixinStandardHelpOptions = true)
final class SchedulesDelete extends ApiCommand {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Override
    Said ask(LovageClient client) {
        client.deleteSchedule(name);
        return new Said(Map.of("deleted", name), name + " is deleted" + System.lineSeparator());
    }
}
