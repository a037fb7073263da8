package dev.lovage.canvas;

import com.google.protobuf.NullValue;

import dev.cel.common.values.CelByteString;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns what CEL gave into plain JSON, and counts its bytes on the way.
///
/// Counting ends the work early where a small expression gives something enormous.
final class CelResult {
    private static final long LARGEST = 1536 * 1024;

    private long left = LARGEST;

    @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> scalar(null);
            case NullValue _ -> scalar(null);
            case dev.cel.common.values.NullValue _ -> scalar(null);
            case CelValues.Items items -> whole(items.list);
            case CelValues.Members members -> whole(members.map);
            case CelValues.Elsewhere elsewhere -> whole(elsewhere.map);
            case Boolean flag -> scalar(flag);
            case Long whole -> scalar(whole);
            case String text -> scalar(text);
            case Double real -> scalar(finite(real));
            case Number unsigned -> scalar(signed(unsigned));
            case Instant instant -> scalar(instant.toString());
            case Duration duration -> scalar(duration.toString());
            case CelByteString bytes ->
                    scalar(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case Optional<?> optional -> plain(optional.orElse(null));
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            default -> throw new CelBounded.Refused("its value is a type, which JSON has not");
        };
    }

    /// A value as it came in, counted but not copied.
    private Object whole(Object value) {
        count(Json.size(value, left));
        return value;
    }

    private @Nullable Object scalar(@Nullable Object value) {
        count(Json.size(value, left));
        return value;
    }

    private Object list(List<?> list) {
        count(2);
        var plain = new ArrayList<@Nullable Object>();
        for (var item : list) {
            count(1);
            plain.add(plain(item));
        }
        return Collections.unmodifiableList(plain);
    }

    private Object map(Map<?, ?> map) {
        count(2);
        var plain = new LinkedHashMap<String, @Nullable Object>();
        for (var member : map.entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new CelBounded.Refused("the keys of its object must be texts");
            }
            count(Json.size(name, left) + 2);
            plain.put(name, plain(member.getValue()));
        }
        return Collections.unmodifiableMap(plain);
    }

    private void count(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw new CelBounded.Refused("its value has more than 1.5 MiB; let a task make it");
        }
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new CelBounded.Refused("its value is %s, which JSON has not".formatted(number));
        }
        return number;
    }

    private static long signed(Number number) {
        if (number.longValue() < 0) {
            throw new CelBounded.Refused("its value is beyond whole numbers of 64 bits");
        }
        return number.longValue();
    }
}
