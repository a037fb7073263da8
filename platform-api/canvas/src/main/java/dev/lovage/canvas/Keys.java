package dev.lovage.canvas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which keys may stand where, as data: those of the language today, and those to come.
final class Keys {
    private static final Set<String> EVERY_NODE = Set.of("id", "label");
    static final Set<String> OPTIONS = Set.of("queue", "priority", "retry", "timeout");
    private static final Set<String> FAN = Set.of("concurrency", "policy");

    static final Set<String> DEFINITION =
            Set.of(
                    "lovage",
                    "name",
                    "description",
                    "input",
                    "search",
                    "queue",
                    "runTimeout",
                    "cancelGrace",
                    "cleanupTimeout",
                    "defaults",
                    "do",
                    "output",
                    "tags");
    static final Set<String> DEFAULTS = Set.of("priority", "retry", "timeout");
    static final Set<String> CHORD = Set.of("header", "body");
    static final Set<String> RETRY =
            Set.of("attempts", "backoff", "factor", "max", "jitter", "on", "never", "onLost");
    static final Set<String> TIMEOUT = Set.of("attempt", "queue", "total", "heartbeat", "soft");

    /// What a node is, by the one key that says so.
    enum Kind {
        TASK("task"),
        CHAIN("chain"),
        GROUP("group"),
        MAP("map"),
        VALUE("value"),
        CHORD("chord");

        final String key;

        Kind(String key) {
            this.key = key;
        }

        static Kind of(String key) {
            return Stream.of(values())
                    .filter(kind -> kind.key.equals(key))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// What may stand beside the kind key.
    private static final Map<Kind, Set<String>> BESIDE =
            Map.of(
                    Kind.TASK, union(OPTIONS, Set.of("args", "with", "pipe")),
                    Kind.CHAIN, OPTIONS,
                    Kind.GROUP, union(OPTIONS, FAN),
                    Kind.MAP, union(OPTIONS, union(FAN, Set.of("as", "index", "do"))),
                    Kind.VALUE, Set.of(),
                    Kind.CHORD, OPTIONS);

    static final String LATER = "is not yet part of the language: ";

    /// The way out where a key is known but comes later.
    static final Map<String, String> NOT_YET = new LinkedHashMap<>();

    /// Those of [#NOT_YET] that are kinds of nodes.
    static final Set<String> KINDS_NOT_YET =
            Set.of("switch", "loop", "wait", "await", "flow", "graph", "try");

    static {
        NOT_YET.put("switch", "choose with `? :` inside an expression");
        NOT_YET.put("loop", "use `map` over `lists.range(n)` where the turns are independent");
        NOT_YET.put("wait", "let a task wait");
        NOT_YET.put("await", "start a second run when the answer is there");
        NOT_YET.put("flow", "write the steps of the other definition here");
        NOT_YET.put("graph", "use chains, groups and maps");
        NOT_YET.put("try", "use `policy: collect` on a group or map around the step");
        NOT_YET.put("if", "choose with `? :` inside an expression");
        NOT_YET.put("undo", "undo in a task of your own");
        NOT_YET.put("onSuccess", "add a step to the chain");
        NOT_YET.put("onError", "use `policy: collect` and look at the errors in the next step");
        NOT_YET.put("finally", "add a step to the chain");
        NOT_YET.put("catch", "use `policy: collect` on a group or map around the step");
        NOT_YET.put("compensate", "undo in a task of your own");
        NOT_YET.put("oneOf", "name one task");
        NOT_YET.put("countdown", "leave it out");
        NOT_YET.put("eta", "leave it out");
        NOT_YET.put("expires", "use `timeout: {queue: ..}`");
        NOT_YET.put("limit", "use `concurrency` on a group or map");
        NOT_YET.put("inline", "leave it out");
        NOT_YET.put("chunk", "leave it out");
        NOT_YET.put("rate", "leave it out");
        NOT_YET.put("cache", "leave it out");
        NOT_YET.put("mayCall", "leave it out");
        NOT_YET.put("form", "leave it out");
        NOT_YET.put("assignees", "leave it out");
        NOT_YET.put("onTimeout", "leave it out");
        NOT_YET.put("revision", "leave it out");
        NOT_YET.put("detached", "leave it out");
        NOT_YET.put("update", "leave it out");
    }

    private Keys() {}

    static Set<String> kinds() {
        var today = Stream.of(Kind.values()).map(kind -> kind.key);
        return Stream.concat(today, KINDS_NOT_YET.stream()).collect(Collectors.toSet());
    }

    /// Every key that a node of this kind may have.
    static Set<String> of(Kind kind) {
        var beside = BESIDE.getOrDefault(kind, Set.of());
        return union(union(EVERY_NODE, Set.of(kind.key)), beside);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
