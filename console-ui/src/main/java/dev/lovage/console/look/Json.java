package dev.lovage.console.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

/// A JSON value as people read it.
public final class Json {
    private static final ObjectWriter PRETTY = JsonMapper.builder().build().writer(new JsonLines());

    private static final ObjectReader READ =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readerFor(Object.class);

    private Json() {}

    /// The value that a person wrote; says where it is wrong if it is no JSON.
    public static @Nullable Object read(String text) throws JsonProcessingException {
        return READ.readValue(text);
    }

    public static String pretty(@Nullable Object value) {
        try {
            return PRETTY.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no JSON value", e);
        }
    }
}
