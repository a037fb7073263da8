package dev.lovage.server.access;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hashes passwords with argon2id and keeps them in PHC form, so that the cost can be raised later
/// without asking anyone for a new password.
final class Passwords {
    private static final Cost COST = new Cost(19 * 1024, 2, 1);
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([^$]+)\\$([^$]+)");
    private static final int SALT = 16;
    private static final int HASH = 32;

    /// Each hash takes 19 MiB for a moment.
    private static final Semaphore AT_ONCE = new Semaphore(4);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private Passwords() {}

    static String hash(String password) {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        COST.memory,
                        COST.passes,
                        COST.lanes,
                        ENCODER.encodeToString(salt),
                        ENCODER.encodeToString(derive(password, salt, COST)));
    }

    static boolean matches(String password, String phc) {
        var form = FORM.matcher(phc);
        if (!form.matches()) {
            throw new IllegalStateException("A stored password is not in PHC form");
        }
        var cost = new Cost(number(form, 1), number(form, 2), number(form, 3));
        var salt = Base64.getDecoder().decode(form.group(4));
        var stored = Base64.getDecoder().decode(form.group(5));
        return MessageDigest.isEqual(derive(password, salt, cost), stored);
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static byte[] derive(String password, byte[] salt, Cost cost) {
        AT_ONCE.acquireUninterruptibly();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(
                    new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                            .withMemoryAsKB(cost.memory)
                            .withIterations(cost.passes)
                            .withParallelism(cost.lanes)
                            .withSalt(salt)
                            .build());
            var hash = new byte[HASH];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            AT_ONCE.release();
        }
    }

    /// What one hash takes: memory in KiB, passes over it, lanes side by side.
    private record Cost(int memory, int passes, int lanes) {}
}
