package dev.lovage.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;

import java.io.UncheckedIOException;
import java.util.Map;

/// JSON in tests: single quotes are as good as double ones.
public final class Trees {
    private Trees() {}

    public static Map<String, Object> read(String json) {
        try {
            return Json.MAPPER.readValue(json.replace('\'', '"'), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
