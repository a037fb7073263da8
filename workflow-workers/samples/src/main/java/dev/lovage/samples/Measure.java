package dev.lovage.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What `wc` and `sha256sum` say about one file: lines are line feeds, words are what stands
/// between white space.
///
/// @param path counted from the folder of the census, with slashes
record Measure(String path, long lines, long words, long bytes, String sha256) {
    private static final int CHUNK = 64 * 1024;

    static Measure of(String path, Path file) throws IOException {
        var digest = newDigest();
        var lines = 0L;
        var words = 0L;
        var bytes = 0L;
        var inWord = false;
        try (InputStream content = Files.newInputStream(file)) {
            var chunk = new byte[CHUNK];
            for (var n = content.read(chunk); n >= 0; n = content.read(chunk)) {
                digest.update(chunk, 0, n);
                bytes += n;
                for (var i = 0; i < n; i++) {
                    lines += chunk[i] == '\n' ? 1 : 0;
                    words += !inWord && !space(chunk[i]) ? 1 : 0;
                    inWord = !space(chunk[i]);
                }
            }
        }
        return new Measure(path, lines, words, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /// The bytes that the C locale takes for white space.
    private static boolean space(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
