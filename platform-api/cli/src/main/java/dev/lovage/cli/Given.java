package dev.lovage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What `--input` gives: JSON, or `@` and the name of a file with it.
final class Given {
    private Given() {}

    static @Nullable Object read(String input) {
        try {
            String text =
                    input.startsWith("@") ? Files.readString(Path.of(input.substring(1))) : input;
            return new ObjectMapper().readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new UsageException("--input is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UsageException("--input cannot be read: " + e.getMessage());
        }
    }
}
