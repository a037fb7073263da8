package dev.lovage.engine.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

class JsonSizeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "-12.5",
                "1e300",
                "[]",
                "{}",
                "[1,[2,{}],\"\"]",
                "{\"a\":null,\"ü\":{\"b\":[false]}}",
                "\"plain, \\\"quoted\\\", \\n \\u0001 é € 😀 \\\\\""
            })
    void aValueHasAsManyBytesAsItsText(String json) throws JsonProcessingException {
        var value = MAPPER.readValue(json, Object.class);

        var text = MAPPER.writeValueAsString(value);
        assertThat(JsonSize.of(value)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
}
