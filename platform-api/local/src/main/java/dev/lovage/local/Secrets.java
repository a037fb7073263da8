package dev.lovage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/// The passwords of one platform, made once and kept beside its data, readable by the owner only.
record Secrets(String postgres, String temporal, String lovage, String admin) {
    private static final int BYTES = 18;

    static Secrets of(Path data) {
        Path file = data.resolve("secrets.json");
        if (Files.exists(file)) {
            try {
                return Json.read(file, Secrets.class);
            } catch (IOException e) {
                throw new LocalException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        SecureRandom random = new SecureRandom();
        Secrets made = new Secrets(next(random), next(random), next(random), next(random));
        PrivateFiles.write(file, Json.print(made));
        return made;
    }

    /// A secret that lasts as long as the processes that share it.
    static String passing() {
        SecureRandom random = new SecureRandom();
        return next(random) + next(random);
    }

    private static String next(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
