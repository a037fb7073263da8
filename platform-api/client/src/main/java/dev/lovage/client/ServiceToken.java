package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The credential of a service, without its secret.
///
/// @param id what it is revoked by; the secret begins with `lvg_{id}_`
public record ServiceToken(String id, String name, List<String> roles, Instant expiresAt) {
    public ServiceToken {
        roles = List.copyOf(roles);
    }

    /// A request for a new one.
    ///
    /// @param roles of those that the caller has, or lesser ones
    /// @param expires after how long, 365 days at most; absent: 90 days
    public record Create(
            @Nullable String name, @Nullable List<String> roles, @Nullable String expires) {
        public Create {
            roles = roles == null ? null : List.copyOf(roles);
        }

        public static Create of(String name, List<String> roles, @Nullable Duration expires) {
            return new Create(name, roles, expires == null ? null : expires.toString());
        }
    }

    /// A new one.
    ///
    /// @param secret the bearer token; it is not shown again
    public record Created(ServiceToken token, String secret) {}
}
