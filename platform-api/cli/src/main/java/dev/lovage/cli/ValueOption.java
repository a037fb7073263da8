package dev.lovage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The option for a JSON value, written out or in a file.
final class ValueOption {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    @Option(
            names = "--value",
            paramLabel = "JSON",
            description = "The answer as JSON, or @file (default: null).")
    private @Nullable String value;

    @Nullable Object read() {
        if (value == null) {
            return null;
        }
        String text = value.startsWith("@") ? ApiCommand.read(Path.of(value.substring(1))) : value;
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new UsageException("--value is no JSON: " + e.getOriginalMessage());
        }
    }
}
