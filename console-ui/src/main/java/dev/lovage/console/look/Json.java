package dev.lovage.console.look;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// A JSON value as people read it.
public final class Json {
    private static final ObjectWriter PRETTY = JsonMapper.builder().build().writer(new JsonLines());

    private static final ObjectMapper TRAVELS =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();
    private static final ObjectReader READ =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readerFor(Object.class);

    private Json() {}

    /// A value of ours as it travels: maps, lists and plain values, without what is absent.
    public static Map<String, @Nullable Object> tree(Object value) {
        return TRAVELS.convertValue(value, new TypeReference<>() {});
    }

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
