package dev.lovage.server.blob;

import dev.lovage.server.Digest;
import dev.lovage.server.Settings;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;

/// The secret that workers share with the api. It opens the internal port, and nothing else.
@Singleton
final class WorkerToken {
    private static final String BEARER = "Bearer ";
    private static final int SHORTEST = 32;

    private final byte[] digest;

    WorkerToken(Settings.WorkerSide settings) {
        var token = settings.token();
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new IllegalStateException(
                    "lovage.worker.token is shorter than 32 characters; `openssl rand -hex 32`"
                            + " makes one.");
        }
        digest = token.isEmpty() ? new byte[0] : Digest.of(token);
    }

    /// Whether there is one at all.
    boolean isSet() {
        return digest.length > 0;
    }

    /// Whether this header holds it; takes as long for one that is nearly right.
    boolean isIn(@Nullable String authorization) {
        return isSet()
                && authorization != null
                && authorization.startsWith(BEARER)
                && MessageDigest.isEqual(
                        digest, Digest.of(authorization.substring(BEARER.length())));
    }
}
