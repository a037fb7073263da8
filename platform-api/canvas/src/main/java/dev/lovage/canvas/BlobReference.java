package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A value that is too large to travel with its run: where it is kept, and what is known of it.
///
/// It travels in the value's place as an object of exactly these keys, and only that form tells it
/// from data. Whoever can write such an object knows the run and the hash of the value, and so had
/// the value before.
///
/// @param blob the run that made it, as `{accepted in ms}/{run}`
/// @param size bytes of its JSON
/// @param sha256 of its JSON, in hexadecimal
/// @param type media type
/// @param count number of elements where it is a list
public record BlobReference(
        String blob, long size, String sha256, String type, @Nullable Long count) {
    /// The key that every reference has.
    public static final String KEY = "$blob";

    private static final Set<String> KEYS = Set.of(KEY, "size", "sha256", "type", "count");
    private static final Pattern BLOB = Pattern.compile("[0-9]{1,15}/[^/\\p{Cntrl}]{1,400}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /// The type of all values that tasks make.
    public static final String JSON = "application/json";

    public BlobReference {
        if (!BLOB.matcher(blob).matches() || !HASH.matcher(sha256).matches() || size < 0) {
            throw new IllegalArgumentException("This is no reference to a value");
        }
    }

    /// What stands for this value, if it is a reference.
    public static Optional<BlobReference> of(@Nullable Object value) {
        return value instanceof Map<?, ?> map && map.get(KEY) instanceof String blob
                ? of(map, blob)
                : Optional.empty();
    }

    private static Optional<BlobReference> of(Map<?, ?> map, String blob) {
        return KEYS.containsAll(map.keySet())
                        && map.get("size") instanceof Number size
                        && map.get("sha256") instanceof String sha256
                        && map.get("type") instanceof String type
                        && BLOB.matcher(blob).matches()
                        && HASH.matcher(sha256).matches()
                        && size.longValue() >= 0
                ? Optional.of(
                        new BlobReference(
                                blob,
                                size.longValue(),
                                sha256,
                                type,
                                map.get("count") instanceof Number n ? n.longValue() : null))
                : Optional.empty();
    }

    /// Whether the value is one, or holds one somewhere.
    public static boolean within(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> of(map).isPresent() || anyWithin(map.values());
            case Collection<?> list -> anyWithin(list);
            case null, default -> false;
        };
    }

    private static boolean anyWithin(Collection<?> values) {
        return values.stream().anyMatch(BlobReference::within);
    }

    /// As it travels.
    public Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put(KEY, blob);
        json.put("size", size);
        json.put("sha256", sha256);
        json.put("type", type);
        if (count != null) {
            json.put("count", count);
        }
        return json;
    }

    /// When the run that made it was accepted, in ms since the epoch.
    public long accepted() {
        return Long.parseLong(blob.substring(0, blob.indexOf('/')));
    }

    /// The run that made it.
    public String run() {
        return blob.substring(blob.indexOf('/') + 1);
    }
}
