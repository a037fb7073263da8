package dev.lovage.server;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/// The header by which a caller makes a repeated request count once.
public final class IdempotencyKey {
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /// Throws `MALFORMED` for what is no key; none at all is fine.
    public static void check(@Nullable String key) {
        if (key != null && !KEY.matcher(key).matches()) {
            throw ApiException.of(
                    Code.MALFORMED, "An Idempotency-Key is 1 to 255 visible ASCII characters.");
        }
    }
}
