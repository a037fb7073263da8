package dev.lovage.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A named point of our code at which a test lets the process die, or what it does fail.
///
/// Off unless the system property `lovage.failpoints` names a folder. There a file with the point's
/// name arms it, once: whoever reaches the point first takes the file away and does what it says,
/// `die` or `fail`.
public final class Failpoint {
    private static final String FOLDER = "lovage.failpoints";
    private static final String DIE = "die";

    /// As after kill -9.
    private static final int KILLED = 137;

    private Failpoint() {}

    /// Nothing comes of it in production.
    ///
    /// @throws Reached when a test wants it to fail here
    public static void reach(String name) {
        var folder = System.getProperty(FOLDER);
        if (folder != null) {
            take(Path.of(folder, name), name);
        }
    }

    private static void take(Path file, String name) {
        try {
            var wish = Files.readString(file).strip();
            if (!Files.deleteIfExists(file)) {
                return;
            }
            if (wish.equals(DIE)) {
                Runtime.getRuntime().halt(KILLED);
            }
            throw new Reached(name);
        } catch (NoSuchFileException _) {
            // not armed, or another one took it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a test asked for.
    public static final class Reached extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Reached(String name) {
            super("the failpoint " + name);
        }
    }
}
