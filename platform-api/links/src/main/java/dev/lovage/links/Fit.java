package dev.lovage.links;

import java.nio.file.Files;
import java.nio.file.Path;

/// Whether settings fit each other; every refusal names the key and the way out.
final class Fit {
    private final String prefix;

    /// @param prefix of the keys: `lovage.kafka.`
    Fit(String prefix) {
        this.prefix = prefix;
    }

    /// A file that is named can be read.
    void readable(String key, String file) {
        refuse(
                !file.isEmpty() && !Files.isReadable(Path.of(file)),
                key,
                "there is no file " + file + " that can be read; mount it there, or name another");
    }

    /// A value that is set needs something else.
    void needs(String key, String value, boolean met, String wayOut) {
        refuse(!value.isEmpty() && !met, key, "is set, and without effect: " + wayOut);
    }

    /// A certificate and its key come together.
    void pair(String certificate, String key) {
        refuse(
                !certificate.isEmpty() && key.isEmpty(),
                "certificate-file",
                "is set without " + prefix + "key-file: name the certificate's key, too");
        refuse(
                !key.isEmpty() && certificate.isEmpty(),
                "key-file",
                "is set without " + prefix + "certificate-file: name the key's certificate, too");
    }

    void refuse(boolean wrong, String key, String sentence) {
        if (wrong) {
            throw refusal(key, sentence);
        }
    }

    IllegalArgumentException refusal(String key, String sentence) {
        return new IllegalArgumentException(prefix + key + ": " + sentence);
    }
}
