package dev.lovage.console;

import dev.lovage.client.Catalogue;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The tasks of the fake api.
final class FakeTasks {
    private static final Map<String, @Nullable Object> TEXT = Map.of("type", "string");

    static final List<Catalogue.Task> ALL =
            List.of(
                    task(
                            "log.write",
                            "Writes a line to the worker's log; gives it back.",
                            "default"),
                    task(
                            "files.read",
                            "What stands in a file, as text (UTF-8) or base64.",
                            "media"),
                    task("shop.close", Fixtures.SCRIPT, "shop"));

    private FakeTasks() {}

    private static Catalogue.Task task(String name, String about, String queue) {
        return new Catalogue.Task(
                name,
                about,
                List.of("default", queue),
                Map.of("type", "object", "properties", Map.of("path", TEXT)),
                TEXT,
                Map.of("retry", Map.of("attempts", 3)),
                Instant.now().minusSeconds(4));
    }
}
