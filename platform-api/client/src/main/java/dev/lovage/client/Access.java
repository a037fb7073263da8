package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Signing in, and who one is then.
public interface Access {
    /// A request for a session: a name and its password, or the refresh token of a session that is
    /// about to end.
    record SignIn(@Nullable String name, @Nullable String password, @Nullable String refreshToken) {
        public static SignIn with(String name, String password) {
            return new SignIn(name, password, null);
        }

        public static SignIn again(String refreshToken) {
            return new SignIn(null, null, refreshToken);
        }
    }

    /// A session. The refresh token is good once, and gives a new pair.
    record Session(
            String accessToken, Instant expiresAt, String refreshToken, Instant refreshExpiresAt) {}

    /// Whoever sent the request.
    ///
    /// @param kind `user` or `token`
    record Me(
            String name, String kind, String tenant, List<String> roles, List<String> permissions) {
        public Me {
            roles = List.copyOf(roles);
            permissions = List.copyOf(permissions);
        }
    }
}
