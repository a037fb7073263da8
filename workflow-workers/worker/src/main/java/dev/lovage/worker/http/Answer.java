package dev.lovage.worker.http;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/// What `http.request` returns.
///
/// @param headers by name in lower case
/// @param body JSON as such, text, base64, or null, as `form` says
/// @param bytes of the body, unpacked
/// @param sha256 of those bytes
/// @param millis from the first look-up to the last byte
/// @param url that answered, after all redirects
record Answer(
        int status,
        Map<String, String> headers,
        @Nullable Object body,
        Form form,
        int bytes,
        String sha256,
        long millis,
        String url) {

    /// How the body is given.
    enum Form {
        JSON,
        TEXT,
        BASE64,
        /// There is none, or it was not to be kept.
        NONE
    }

    static Answer of(Received received, Body body, Duration took) {
        return new Answer(
                received.status(),
                received.headers(),
                body.value(),
                body.form(),
                received.body().length,
                sha256(received.body()),
                took.toMillis(),
                received.address().toString());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
