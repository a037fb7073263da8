package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `lovage schedules list`
@Command(name = "list", description = "List schedules by name.", mixinStandardHelpOptions = true)
final class SchedulesList extends ApiCommand {
    @Option(names = "--workflow", description = "Only those of this workflow or task.")
    private @Nullable String workflow;

    @Mixin private final LimitOption limit = new LimitOption(50);

    @Override
    void check() {
        limit.checked();
    }

    @Override
    Said ask(LovageClient client) {
        Page<Schedule> page = client.schedules(workflow, limit.checked(), null);
        return new Said(page, ScheduleText.list(page));
    }
}
