package dev.lovage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.charset.StandardCharsets;

/// The option that makes a command print JSON, and nothing but JSON, on standard output.
final class OutputOption {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    /// How a command prints.
    enum Form {
        TEXT,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text or json; json leaves standard output to the JSON alone.")
    private Form form = Form.TEXT;

    boolean json() {
        return form == Form.JSON;
    }

    String print(@Nullable Object value) {
        return write(MAPPER.writer(), value);
    }

    /// The same on one line.
    String line(@Nullable Object value) {
        return write(MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT), value);
    }

    /// The same in UTF-8, for a file.
    byte[] bytes(@Nullable Object value) {
        return print(value).getBytes(StandardCharsets.UTF_8);
    }

    private static String write(ObjectWriter writer, @Nullable Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON", e);
        }
    }
}
