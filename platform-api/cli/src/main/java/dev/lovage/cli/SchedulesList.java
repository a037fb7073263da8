package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `lovage schedules list`
@Command(name = "list", description = "List schedules by name.", mixinStandardHelpOptions = true)
final class SchedulesList extends ApiCommand {
    private static final int MOST = 200;

    @Option(names = "--workflow", description = "Only those of this workflow or task.")
    private @Nullable String workflow;

    @Option(
            names = "--limit",
            defaultValue = "50",
            description = "How many, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    void check() {
        if (limit < 1 || limit > MOST) {
            throw new UsageException("--limit must lie between 1 and " + MOST);
        }
    }

    @Override
    Said ask(LovageClient client) {
        Page<Schedule> page = client.schedules(workflow, limit, null);
        return new Said(page, ScheduleText.list(page));
    }
}
