package dev.lovage.server.run;

import dev.lovage.canvas.RunId;
import dev.lovage.canvas.RunInput;
import dev.lovage.server.Digest;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/// How runs are named: `{name}~{26 characters}`, which is also Temporal's workflow id; where a
/// schedule starts them `{name}~{schedule}-{due time}`.
///
/// The characters are Crockford's base32: of a ULID, so that ids sort by time, or of 130 bits of
/// SHA-256 over tenant and idempotency key, so that the same key is the same id on every node.
final class RunIds {
    /// What callers may choose themselves: without `~`, it never meets one of ours.
    static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Pattern SCHEDULED =
            Pattern.compile("[^~]+~(.+)-\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    private RunIds() {}

    /// What the id tells of what started the run.
    ///
    /// @param other kind of what it does not tell
    static RunInput.Origin origin(String run, String other) {
        var scheduled = SCHEDULED.matcher(run);
        return scheduled.matches()
                ? new RunInput.Origin("schedule", scheduled.group(1))
                : new RunInput.Origin(other, null);
    }

    /// A new id; `millis` is now.
    static String fresh(String name, long millis) {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putShort(0, (short) (millis >> 32)).putInt(2, (int) millis);
        return RunId.of(name, new BigInteger(1, bytes));
    }

    /// The id that belongs to an idempotency key.
    static String of(String name, String tenant, String key) {
        return RunId.hashed(name, Digest.of(tenant + "\0" + key));
    }
}
