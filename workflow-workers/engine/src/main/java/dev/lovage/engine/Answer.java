package dev.lovage.engine;

import com.google.protobuf.ByteString;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;

/// What came back from an activity.
///
/// @param attempt Temporal's own count of it, as our workers mark their results; 0 from others
/// @param bytes of the value as JSON
/// @param replaces the value is a canvas, to run in the place of the call
record Answer(@Nullable Object value, int attempt, int bytes, boolean replaces) {
    private static final String ATTEMPT = "lovage-attempt";
    private static final String ENCODING = "encoding";

    /// Marks a result with the attempt that made it.
    static RawValue marked(RawValue result, int attempt) {
        return new RawValue(
                result.getPayload().toBuilder()
                        .putMetadata(ATTEMPT, ByteString.copyFromUtf8(Integer.toString(attempt)))
                        .build());
    }

    /// Reads a result.
    ///
    /// @throws UncheckedIOException when it is not JSON
    static Answer of(@Nullable RawValue result) {
        if (result == null) {
            return new Answer(null, 0, 0, false);
        }
        var payload = result.getPayload();
        var mark = payload.getMetadataOrDefault(ATTEMPT, ByteString.copyFromUtf8("0"));
        int attempt = Integer.parseInt(mark.toStringUtf8());
        var replaces = encoding(payload).equals(CallHeader.REPLACES);
        return new Answer(json(payload), attempt, payload.getData().size(), replaces);
    }

    private static String encoding(Payload payload) {
        return payload.getMetadataOrDefault(ENCODING, ByteString.EMPTY).toStringUtf8();
    }

    private static @Nullable Object json(Payload payload) {
        return switch (encoding(payload)) {
            case "binary/null" -> null;
            case "json/plain", CallHeader.REPLACES -> {
                try {
                    yield Json.MAPPER.readValue(payload.getData().toByteArray(), Object.class);
                } catch (IOException e) {
                    throw new UncheckedIOException("The result is not JSON as we know it", e);
                }
            }
            default ->
                    throw new UncheckedIOException(
                            new IOException("The result is not JSON but " + encoding(payload)));
        };
    }
}
