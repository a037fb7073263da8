package dev.lovage.sdk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.lovage.canvas.Durations;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/// How Java values become JSON and back: strictly, nothing is guessed.
final class Json {
    private static final int MAX_DETAIL_BYTES = 16 * 1024;
    static final JsonMapper MAPPER = mapper();

    private Json() {}

    /// A value in maps, lists and scalars; of a larger one only its size.
    static @Nullable Object plain(@Nullable Object value) {
        try {
            var bytes = encode(value);
            return bytes.length > MAX_DETAIL_BYTES
                    ? Map.of("omitted", bytes.length)
                    : MAPPER.readValue(bytes, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A value as JSON, as it can be read again.
    static byte[] encode(@Nullable Object value) {
        byte[] bytes;
        try {
            bytes = MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            var deep = e.getOriginalMessage().contains("nesting depth");
            throw badResult(
                            deep
                                    ? "it is nested too deeply, or contains itself"
                                    : "it holds a value that has no JSON form")
                    .because(e);
        }
        try (var parser = MAPPER.createParser(bytes)) {
            while (parser.nextToken() != null) {
                // what was written must be read again: a NaN is not
            }
            return bytes;
        } catch (IOException e) {
            throw badResult("it holds a number that is NaN or infinite").because(e);
        }
    }

    private static TaskFailure badResult(String why) {
        return TaskFailure.of(
                        TaskFailure.BAD_RESULT,
                        "The result cannot be written as JSON: "
                                + why
                                + ". Return records, collections, strings, numbers, booleans or"
                                + " null")
                .permanent();
    }

    private static JsonMapper mapper() {
        var durations = new SimpleModule().addDeserializer(Duration.class, new WrittenDuration());
        return JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), durations)
                .annotationIntrospector(new Required())
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> {
                            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                            text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                            text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                        })
                .build();
    }

    private static final class WrittenDuration extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        WrittenDuration() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            var text = json.getValueAsString();
            if (text == null) {
                throw context.wrongTokenException(
                        json, Duration.class, json.currentToken(), "a string");
            }
            return Durations.parse(text);
        }
    }
}
