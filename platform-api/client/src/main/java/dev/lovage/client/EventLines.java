package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// Reads server-sent events off a line, one after another.
final class EventLines {
    private static final int LONGEST = 4 * 1024 * 1024;

    private final BufferedReader lines;
    private String id = "";

    /// An event.
    ///
    /// @param id the last that was told, which may have been before
    /// @param data empty where something else than an event came: a comment, or a position
    record Event(String id, String name, String data) {}

    EventLines(InputStream bytes) {
        lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    /// Waits for what comes next; nothing when the line has ended.
    @Nullable Event next() throws IOException {
        var name = "";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                return new Event(id, name, data.toString());
            }
            int colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
            switch (field) {
                case "id" -> id = value;
                case "event" -> name = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                default -> {} // a comment, or what later versions may say
            }
            if (data.length() > LONGEST) {
                throw new IOException("An event is longer than " + LONGEST + " characters");
            }
        }
        return null;
    }
}
