package dev.lovage.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;

import dev.lovage.canvas.Durations;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// Times in the bodies of requests: moments as RFC 3339, durations as people write them or as
/// ISO-8601; never numbers, which could be seconds or milliseconds.
final class WireTimes {
    private WireTimes() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addDeserializer(
                        Instant.class,
                        new Reader<>(
                                Instant.class,
                                Instant::parse,
                                "A moment is written as 2026-11-21T13:00:00Z."))
                .addDeserializer(
                        Duration.class,
                        new Reader<>(
                                Duration.class,
                                Durations::parse,
                                "A duration is written as 30s, 10m, 2h, 7d or PT30S."));
    }

    private static final class Reader<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1;

        private final Class<T> type;
        private final transient Function<String, T> reading;
        private final String form;

        Reader(Class<T> type, Function<String, T> reading, String form) {
            super(type);
            this.type = type;
            this.reading = reading;
            this.form = form;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
            try {
                return reading.apply(text);
            } catch (DateTimeException | IllegalArgumentException _) {
                throw new InvalidFormatException(parser, form, text, type);
            }
        }
    }
}
