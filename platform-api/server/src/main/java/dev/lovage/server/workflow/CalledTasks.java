package dev.lovage.server.workflow;

import dev.lovage.canvas.Nearest;
import dev.lovage.client.Problem;
import dev.lovage.server.Code;
import dev.lovage.server.task.Catalogue;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Compares the tasks that a canvas calls with those that there are.
@Singleton
public final class CalledTasks {
    /// The keys below which nodes stand, or lists of what holds them.
    private static final List<String> NODES =
            List.of(
                    "do",
                    "chain",
                    "switch",
                    "loop",
                    "else",
                    "try",
                    "catch",
                    "finally",
                    "onTimeout",
                    "undo",
                    "onSuccess",
                    "onError",
                    "chord",
                    "graph",
                    "body");

    /// The keys below which nodes may have names.
    private static final List<String> NAMED = List.of("group", "header", "nodes");

    private static final String INLINE = "/inline";

    private final Catalogue catalogue;

    public CalledTasks(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// The name of every task that is called below, with the pointer to it, and once more with the
    /// pointer to `inline` where the call demands that.
    ///
    /// @param tree a node in the language's JSON form, or a list that is a chain
    public static SequencedMap<String, String> in(String pointer, @Nullable Object tree) {
        var calls = new TreeMap<String, String>();
        each(pointer, tree, (at, node) -> collect(at, node, calls));
        if (tree instanceof Map<?, ?> definition
                && definition.get("mayCall") instanceof List<?> names) {
            names.forEach(name ->
                    calls.put(pointer + "/mayCall/" + names.indexOf(name), String.valueOf(name)));
        }
        return calls;
    }

    private static void collect(String pointer, Map<?, ?> node, Map<String, String> calls) {
        if (node.get("oneOf") instanceof List<?> names) {
            names.forEach(name ->
                    calls.put(pointer + "/oneOf/" + names.indexOf(name), String.valueOf(name)));
        } else if (node.get("task") instanceof String task) {
            calls.put(pointer + "/task", task);
            if (Boolean.TRUE.equals(node.get("inline"))) {
                calls.put(pointer + INLINE, task);
            }
        }
    }

    /// A detail, with the nearest names, for every call of a task that nobody has announced.
    public List<Problem.Detail> unknown(String tenant, Map<String, String> calls) {
        var names = new TreeSet<>(calls.values());
        var missing = new TreeSet<>(names);
        missing.removeAll(catalogue.tasks(tenant, names).keySet());
        if (missing.isEmpty()) {
            return List.of();
        }
        var known = catalogue.tasks(tenant).stream().map(entry -> entry.task().name()).toList();
        var details = new ArrayList<Problem.Detail>();
        calls.forEach((pointer, name) -> {
            if (!pointer.endsWith(INLINE) && missing.contains(name)) {
                details.add(detail(pointer, name, known));
            }
        });
        return List.copyOf(details);
    }

    /// A detail for every call that demands to be inline of a task that is known, but not so.
    public List<Problem.Detail> notInline(String tenant, Map<String, String> calls) {
        var demanded = new TreeMap<>(calls);
        demanded.keySet().removeIf(pointer -> !pointer.endsWith(INLINE));
        if (demanded.isEmpty()) {
            return List.of();
        }
        var known = catalogue.tasks(tenant, new TreeSet<>(demanded.values()));
        var details = new ArrayList<Problem.Detail>();
        demanded.forEach((pointer, name) -> {
            var entry = known.get(name);
            if (entry != null && !Boolean.TRUE.equals(entry.task().options().get("inline"))) {
                details.add(notInline(pointer, name));
            }
        });
        return List.copyOf(details);
    }

    private static Problem.Detail notInline(String pointer, String name) {
        return new Problem.Detail(
                pointer,
                Code.TASK_NOT_INLINE.name(),
                "The task `"
                        + name
                        + "` is not declared inline, so it is dispatched: leave `inline: true` out,"
                        + " or declare it, `@Task(inline = true)`.");
    }

    private static Problem.Detail detail(String pointer, String name, List<String> known) {
        var message = "No worker has announced the task `" + name + "`.";
        return new Problem.Detail(
                pointer, Code.TASK_UNKNOWN.name(), message + Nearest.hint(name, known));
    }

    /// Visits every node below, with the pointer to it.
    static void each(String pointer, @Nullable Object node, BiConsumer<String, Map<?, ?>> visit) {
        if (node instanceof List<?> chain) {
            for (int i = 0; i < chain.size(); i++) {
                each(pointer + "/" + i, chain.get(i), visit);
            }
        } else if (node instanceof Map<?, ?> map) {
            visit.accept(pointer, map);
            NODES.forEach(key -> each(pointer + "/" + key, map.get(key), visit));
            NAMED.forEach(key -> group(pointer + "/" + key, map.get(key), visit));
        }
    }

    private static void group(
            String pointer, @Nullable Object group, BiConsumer<String, Map<?, ?>> visit) {
        if (group instanceof Map<?, ?> named) {
            named.forEach((name, member) -> each(pointer + "/" + name, member, visit));
        } else {
            each(pointer, group, visit);
        }
    }
}
