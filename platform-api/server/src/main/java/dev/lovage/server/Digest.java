package dev.lovage.server;

import dev.lovage.canvas.Json;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of what the api compares without keeping it.
public final class Digest {
    private Digest() {}

    /// Of a text, as 32 bytes.
    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Of a text, in hex.
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /// Of bytes, in hex.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /// Of a JSON value, in hex: the same whatever the order of its keys.
    public static String ofJson(@Nullable Object value) {
        return HexFormat.of().formatHex(of(Json.canonical(value)));
    }

    private static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
