package dev.lovage.engine.interpreter;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.StateGraph.Merge;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// What one node wants of one channel.
///
/// @param path of the node
/// @param old what the channel holds
/// @param value what the node gives
record ChannelUpdate(String path, String channel, @Nullable Object old, @Nullable Object value) {

    /// What the channel holds from now on.
    ///
    /// @throws BrokenGraphException when the values are not of the kind that is merged so
    @Nullable Object by(Merge.Rule rule) {
        if (rule != Merge.Rule.REPLACE) {
            refuseReference(value);
            refuseReference(old);
        }
        if (!rule.takes(value)) {
            throw broken("takes %s, and the update is %s".formatted(rule.words(), kind(value)));
        }
        if (!rule.takes(old)) {
            throw broken("takes %s, and holds %s".formatted(rule.words(), kind(old)));
        }
        return switch (rule) {
            case REPLACE -> value;
            case APPEND -> {
                var all = new ArrayList<@Nullable Object>(list(old));
                all.addAll(list(value));
                yield Collections.unmodifiableList(all);
            }
            case UNION -> {
                var all = new LinkedHashSet<@Nullable Object>(list(old));
                all.addAll(list(value));
                yield Collections.unmodifiableList(new ArrayList<>(all));
            }
            case ADD -> sum();
            case MERGE -> {
                var all = new LinkedHashMap<@Nullable Object, @Nullable Object>(map(old));
                all.putAll(map(value));
                yield Collections.unmodifiableMap(all);
            }
        };
    }

    /// What is not here cannot be merged.
    private void refuseReference(@Nullable Object side) {
        if (BlobReference.of(side).isPresent()) {
            throw new BrokenGraphException(
                    ErrorCode.VALUE_BY_REFERENCE,
                    path,
                    "The channel `%s` merges values, and one is kept by reference"
                                    .formatted(channel)
                            + "; merge it by `replace`, or update with a part of it");
        }
    }

    private Object sum() {
        if (old instanceof Long one && value instanceof Long other) {
            try {
                return Math.addExact(one, other);
            } catch (ArithmeticException _) {
                throw broken("holds whole numbers of 64 bits, and the sum is beyond them");
            }
        }
        double sum = number(old) + number(value);
        if (!Double.isFinite(sum)) {
            throw broken("holds what JSON can write, and the sum is beyond that");
        }
        return sum;
    }

    private BrokenGraphException broken(String why) {
        return new BrokenGraphException(
                ErrorCode.BAD_UPDATE, path, "The channel `%s` %s".formatted(channel, why));
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    /// In words.
    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            case String _ -> "a text";
            case Number _ -> "a number";
            default -> "true or false";
        };
    }
}
