package dev.lovage.sdk.flow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes steps as the language's JSON has them.
final class Trees {
    private Trees() {}

    /// @param prev whether a value comes before it
    static Map<String, @Nullable Object> of(Step<?> step, boolean prev) {
        return switch (step) {
            case Call<?> call -> keys(call.complete(prev), prev);
            case Attempt<?> node -> keys(node.keys(), prev);
            case Await<?> node -> keys(node.keys(), prev);
            case Choice<?> node -> keys(node.keys(), prev);
            case Flow<?> node -> keys(node.keys(), prev);
            case Loop<?> node -> keys(node.keys(), prev);
            case Graph node -> keys(node.keys(), prev);
            case Members<?> node -> keys(node.keys(), prev);
            case Plain<?> node -> keys(node.keys(), prev);
        };
    }

    /// A definition, whose body begins with nothing before it.
    static Map<String, @Nullable Object> definition(Keys definition) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        definition.map().forEach((key, value) -> tree.put(key, inside(value, false)));
        return tree;
    }

    private static Map<String, @Nullable Object> keys(Keys keys, boolean prev) {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        keys.map().forEach((key, value) -> tree.put(key, under(key, value, prev)));
        return tree;
    }

    /// @param prev whether a value comes before the node that has the key
    private static @Nullable Object under(String key, @Nullable Object value, boolean prev) {
        return switch (key) {
            case "chain" -> chain((List<?>) value, prev);
            case "do", "undo", "onSuccess" -> inside(value, true);
            case "catch", "finally", "onError", "graph" -> inside(value, false);
            default -> inside(value, prev);
        };
    }

    private static Object chain(@Nullable List<?> members, boolean prev) {
        var tree = new ArrayList<@Nullable Object>();
        var before = prev;
        for (var member : members == null ? List.of() : members) {
            tree.add(inside(member, before));
            before |= !(member instanceof Plain<?> plain && plain.waits());
        }
        return tree;
    }

    private static @Nullable Object inside(@Nullable Object value, boolean prev) {
        return switch (value) {
            case Step<?> step -> of(step, prev);
            case List<?> list -> {
                var tree = new ArrayList<@Nullable Object>();
                list.forEach(each -> tree.add(inside(each, prev)));
                yield tree;
            }
            case Map<?, ?> map -> {
                var tree = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, each) -> tree.put(String.valueOf(name), inside(each, prev)));
                yield tree;
            }
            case null, default -> value;
        };
    }
}
