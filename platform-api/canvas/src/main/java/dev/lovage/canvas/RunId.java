package dev.lovage.canvas;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// How a run is named: `{name}~{26 characters}`, Crockford's base32 of 130 bits.
public final class RunId {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARACTERS = 26;
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final int HASH_BITS = 256;

    private RunId() {}

    /// The id of the run that is a step of another one: the same however often it is asked for.
    ///
    /// @param attempt of the step, from 1
    public static String child(String name, String parent, String path, int attempt) {
        return hashed(name, sha256(parent + "\0" + path + "\0" + attempt));
    }

    /// The id that belongs to a hash.
    ///
    /// @param sha256 of whatever there is one run for
    public static String hashed(String name, byte[] sha256) {
        return of(name, new BigInteger(1, sha256).shiftRight(HASH_BITS - CHARACTERS * BITS));
    }

    /// The id that belongs to a number.
    ///
    /// @param number the lowest 130 bits count
    public static String of(String name, BigInteger number) {
        var text = new char[CHARACTERS];
        for (int i = 0; i < CHARACTERS; i++) {
            var digit = number.shiftRight((CHARACTERS - 1 - i) * BITS).intValue() & MASK;
            text[i] = ALPHABET.charAt(digit);
        }
        return name + "~" + new String(text);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
