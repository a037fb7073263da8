package dev.lovage.worker.http;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The body of a request.
///
/// @param type its media type; empty where there is no body
record Content(Optional<String> type, String text) {
    static final Content NONE = new Content(Optional.empty(), "");

    /// A text as it is, everything else as JSON.
    static Content of(JsonNode body) {
        return body.isTextual()
                ? new Content(Optional.of("text/plain; charset=utf-8"), body.textValue())
                : json(body);
    }

    static Content json(JsonNode body) {
        return new Content(Optional.of("application/json"), body.toString());
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
