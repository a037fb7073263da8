package dev.lovage.server.access;

import dev.lovage.server.Digest;
import dev.lovage.server.Settings;

import jakarta.inject.Singleton;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/// The secret that consoles share with the api: it shows which runs changed, and opens nothing
/// else.
@Singleton
final class FeedToken {
    /// No role, so every service refuses it; no tenant, so it is in none.
    static final Principal HOLDER =
            new Principal("", "console", Principal.Kind.FEED, Set.of(), "feed");

    private static final int SHORTEST = 32;

    private final byte[] digest;

    FeedToken(Settings.Feed settings) {
        var token = settings.token();
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new IllegalStateException(
                    "lovage.feed.token is shorter than 32 characters; `openssl rand -hex 32`"
                            + " makes one.");
        }
        digest = token.isEmpty() ? new byte[0] : digest(token);
    }

    boolean is(String bearer) {
        return digest.length > 0 && MessageDigest.isEqual(digest, digest(bearer));
    }

    private static byte[] digest(String text) {
        return Digest.hex(text).getBytes(StandardCharsets.US_ASCII);
    }
}
