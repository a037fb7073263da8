package dev.lovage.cli;

import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Json;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `lovage schedules preview`: of a file, or of a cron string.
@Command(
        name = "preview",
        description = "Show when a schedule would run.",
        mixinStandardHelpOptions = true)
final class SchedulesPreview extends ApiCommand {
    private static final Set<String> ASKED = Set.of("spec", "celery", "policies", "action");

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A schedule, YAML or JSON.")
    private @Nullable Path file;

    @Option(names = "--cron", description = "Five fields, such as '30 2 * * *'.")
    private @Nullable String cron;

    @Option(
            names = "--timezone",
            defaultValue = "UTC",
            description = "Of the cron string (default: ${DEFAULT-VALUE}).")
    private String timezone = "UTC";

    @Option(
            names = "--count",
            defaultValue = "10",
            description = "How many, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int count;

    private final Map<String, @Nullable Object> question = new LinkedHashMap<>();

    @Override
    void check() {
        if ((file == null) == (cron == null)) {
            throw new UsageException("Give either --file or --cron");
        }
        if (file != null) {
            take(file);
        } else {
            question.put("spec", Map.of("cron", List.of(cron), "timezone", timezone));
        }
        question.put("count", (long) count);
    }

    private void take(Path named) {
        try {
            if (Json.readDocument(read(named)) instanceof Map<?, ?> put) {
                put.forEach((key, value) -> {
                    if (ASKED.contains(String.valueOf(key))) {
                        question.put(String.valueOf(key), value);
                    }
                });
            }
        } catch (InvalidCanvasException e) {
            throw new UsageException(named + " is neither JSON nor YAML: " + e.getMessage());
        }
    }

    @Override
    Said ask(LovageClient client) {
        Schedule.Preview preview = client.previewSchedule(Json.write(question));
        return new Said(preview, ScheduleText.preview(preview));
    }
}
