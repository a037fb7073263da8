package dev.lovage.worker.http;

import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// Reads a body, packed or not, and no more of it than allowed.
///
/// @param maxBytes on the wire, and unpacked
record Unpacking(int maxBytes) {
    private static final List<String> PLAIN = List.of("", "identity");
    private static final List<String> GZIP = List.of("gzip", "x-gzip");

    byte[] body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() > maxBytes) {
            throw Faults.tooLarge(maxBytes);
        }
        var given = entity.getContentEncoding();
        var encoding = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
        if (!PLAIN.contains(encoding) && !GZIP.contains(encoding)) {
            throw Faults.answer("is packed as `%s`, which was not asked for".formatted(encoding));
        }
        var wire = bounded(entity.getContent());
        if (PLAIN.contains(encoding) || wire.length == 0) {
            return wire;
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(wire))) {
            return bounded(unpacked);
        }
    }

    private byte[] bounded(InputStream in) throws IOException {
        var bytes = in.readNBytes(maxBytes);
        if (in.read() >= 0) {
            throw Faults.tooLarge(maxBytes);
        }
        return bytes;
    }
}
