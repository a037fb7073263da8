package dev.lovage.worker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.worker.http.Answer.Form;

import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Optional;

/// The body of an answer as a value: JSON where it says so and is, else text where it is text, else
/// base64.
record Body(Form form, @Nullable Object value) {
    static final Body NONE = new Body(Form.NONE, null);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    static Body of(Received received) {
        var bytes = received.body();
        if (bytes.length == 0) {
            return NONE;
        }
        var type = type(received);
        return json(type, bytes)
                .or(() -> text(type, bytes))
                .orElseGet(() -> new Body(Form.BASE64, Base64.getEncoder().encodeToString(bytes)));
    }

    private static Optional<ContentType> type(Received received) {
        try {
            return Optional.ofNullable(
                    ContentType.parseLenient(received.headers().get("content-type")));
        } catch (UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }

    private static Optional<Body> json(Optional<ContentType> type, byte[] bytes) {
        var media = type.map(ContentType::getMimeType).orElse("");
        if (!media.equalsIgnoreCase("application/json") && !media.endsWith("+json")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Body(Form.JSON, JSON.readTree(bytes)));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Nothing is read here but memory", e);
        }
    }

    private static Optional<Body> text(Optional<ContentType> type, byte[] bytes) {
        var charset = type.map(t -> t.getCharset(StandardCharsets.UTF_8));
        try {
            return Optional.of(
                    new Body(Form.TEXT, decoded(charset.orElse(StandardCharsets.UTF_8), bytes)));
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static String decoded(Charset charset, byte[] bytes) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
