package dev.lovage.console.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

/// A JSON value as people read it.
public final class Json {
    private static final ObjectWriter PRETTY = JsonMapper.builder().build().writer(new JsonLines());

    private Json() {}

    public static String pretty(@Nullable Object value) {
        try {
            return PRETTY.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no JSON value", e);
        }
    }
}
