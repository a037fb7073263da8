package dev.lovage.server.access;

import dev.lovage.server.Digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/// A bearer token as text, `{kind}_{id}_{secret}_{crc32}`: found by its id, proved by its secret,
/// and recognised by scanners of leaked secrets by its form and sum.
///
/// Only [#hash] is ever stored.
record Token(Kind kind, String id, String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PARTS = 4;

    /// A new one, with 128 random bits to be found by and 256 to be proved with.
    static Token fresh(Kind kind) {
        return new Token(kind, random(16), random(32));
    }

    /// A new secret for what is already known by `id`.
    static Token fresh(Kind kind, String id) {
        return new Token(kind, id, random(32));
    }

    /// Nothing when the text is no token of this form, or was mistyped.
    static Optional<Token> parse(String text) {
        var parts = text.split("_", -1);
        if (parts.length != PARTS || text.length() > 200) {
            return Optional.empty();
        }
        for (var kind : Kind.values()) {
            var token = new Token(kind, parts[1], parts[2]);
            if (kind.prefix.equals(parts[0]) && token.text().equals(text)) {
                return Optional.of(token);
            }
        }
        return Optional.empty();
    }

    String text() {
        var body = kind.prefix + "_" + id + "_" + secret;
        var crc = new CRC32();
        crc.update(ascii(body));
        return body + "_" + HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /// SHA-256 in hex; a secret of 256 random bits needs no salt.
    String hash() {
        return Digest.hex(kind.prefix + "_" + secret);
    }

    boolean proves(String stored) {
        return MessageDigest.isEqual(ascii(hash()), ascii(stored));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Never the secret.
    @Override
    public String toString() {
        return kind.prefix + "_" + id;
    }

    private static String random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// What it lets one do: call as a service, call as a person, or get a new pair of the latter.
    enum Kind {
        SERVICE("lvg"),
        ACCESS("lvs"),
        REFRESH("lvr");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }
}
