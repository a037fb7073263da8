package dev.lovage.testkit;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.Json;
import dev.lovage.engine.task.Blobs;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Large values of a test's runs, in memory.
final class MemoryBlobs implements Blobs {
    private static final byte[] NONE = {'n', 'u', 'l', 'l'};

    private final Map<BlobReference, byte[]> values = new ConcurrentHashMap<>();

    @Override
    public void put(String tenant, BlobReference reference, byte[] content) {
        values.put(reference, content.clone());
    }

    @Override
    public byte[] get(String tenant, BlobReference reference) throws RefusedException {
        var value = values.get(reference);
        if (value == null) {
            throw new RefusedException(RefusedException.Reason.GONE, "no task of the test made it");
        }
        return value.clone();
    }

    /// The same value, with those that are kept here in their places.
    @Nullable Object whole(@Nullable Object value) {
        var reference = BlobReference.of(value);
        if (reference.isPresent()) {
            return read(reference.get());
        }
        return switch (value) {
            case List<?> list -> {
                var whole = new ArrayList<@Nullable Object>();
                list.forEach(item -> whole.add(whole(item)));
                yield whole;
            }
            case Map<?, ?> map -> {
                var whole = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((name, field) -> whole.put(name, whole(field)));
                yield whole;
            }
            case null -> null;
            default -> value;
        };
    }

    private @Nullable Object read(BlobReference reference) {
        return Json.read(new String(values.getOrDefault(reference, NONE), StandardCharsets.UTF_8));
    }
}
