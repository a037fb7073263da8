package dev.lovage.server.blob;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a value is on the internal port: `/blobs/{tenant}/{accepted in ms}/{run}/{sha256}`.
final class BlobAddress {
    /// What names consist of, as it is or escaped; nothing that controls.
    private static final Pattern PATH =
            Pattern.compile(
                    "/blobs/((?:[A-Za-z0-9._~-]|%[2-9A-F][0-9A-F]){1,200})/([0-9]{1,15})"
                            + "/((?:[A-Za-z0-9._~-]|%[2-9A-F][0-9A-F]){1,600})/([0-9a-f]{64})");

    private BlobAddress() {}

    /// Nothing when no value can be there.
    ///
    /// @param path as it came, still escaped
    static Optional<BlobKey> read(String path) {
        var parts = PATH.matcher(path);
        return parts.matches()
                ? Optional.of(
                        new BlobKey(
                                decoded(parts.group(1)),
                                decoded(parts.group(3)),
                                Instant.ofEpochMilli(Long.parseLong(parts.group(2))),
                                parts.group(4)))
                : Optional.empty();
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
