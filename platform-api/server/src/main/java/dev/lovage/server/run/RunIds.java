package dev.lovage.server.run;

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

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARACTERS = 26;
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
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
        return name + "~" + base32(new BigInteger(1, bytes));
    }

    /// The id that belongs to an idempotency key.
    static String of(String name, String tenant, String key) {
        var hash = new BigInteger(1, Digest.of(tenant + "\0" + key));
        return name + "~" + base32(hash.shiftRight(256 - CHARACTERS * BITS));
    }

    private static String base32(BigInteger number) {
        var text = new char[CHARACTERS];
        for (int i = 0; i < CHARACTERS; i++) {
            var digit = number.shiftRight((CHARACTERS - 1 - i) * BITS).intValue() & MASK;
            text[i] = ALPHABET.charAt(digit);
        }
        return new String(text);
    }
}
