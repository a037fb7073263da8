package dev.lovage.canvas;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which keys may stand where, as data: those of the language today, and those to come.
final class Keys {
    private static final Set<String> EVERY_NODE =
            Set.of("id", "label", "if", "undo", "onSuccess", "onError");
    static final Set<String> OPTIONS = Set.of("queue", "priority", "retry", "timeout");
    static final Set<String> BEGIN = Set.of("countdown", "eta");

    /// Of a task, as its worker announces them.
    static final Set<String> TASK_OPTIONS = union(OPTIONS, Set.of("inline"));

    static final Set<String> CALL_OPTIONS = union(union(TASK_OPTIONS, BEGIN), Set.of("expires"));
    private static final Set<String> CONTAINER = union(OPTIONS, BEGIN);
    private static final Set<String> FLOW_OPTIONS = union(BEGIN, Set.of("priority", "timeout"));
    private static final Set<String> FAN = Set.of("concurrency", "policy");

    static final Set<String> DEFINITION =
            Set.of(
                    "lovage",
                    "name",
                    "description",
                    "input",
                    "search",
                    "mayCall",
                    "queue",
                    "runTimeout",
                    "cancelGrace",
                    "cleanupTimeout",
                    "defaults",
                    "do",
                    "output",
                    "tags",
                    "onSuccess",
                    "onError",
                    "finally");
    static final Set<String> DEFAULTS = Set.of("priority", "retry", "timeout");
    static final Set<String> CHORD = Set.of("header", "body");
    static final Set<String> BRANCH = Set.of("when", "do", "else");
    static final Set<String> CATCH = Set.of("on", "do");
    static final Set<String> WAIT = Set.of("until");
    static final Set<String> GRAPH =
            Set.of("state", "start", "nodes", "edges", "maxSteps", "interruptBefore");
    static final Set<String> CHANNEL = Set.of("initial", "merge");
    static final Set<String> EDGE = Set.of("from", "to", "choose");
    static final Set<String> LOOP = Set.of("while", "until", "max", "as", "do");
    static final Set<String> RETRY =
            Set.of("attempts", "backoff", "factor", "max", "jitter", "on", "never", "onLost");
    static final Set<String> TIMEOUT = Set.of("attempt", "queue", "total", "heartbeat", "soft");

    /// What a node is, by the one key that says so.
    enum Kind {
        TASK("task"),
        CHAIN("chain"),
        GROUP("group"),
        MAP("map"),
        SWITCH("switch"),
        LOOP("loop"),
        WAIT("wait"),
        AWAIT("await"),
        GRAPH("graph"),
        FLOW("flow"),
        TRY("try"),
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

    /// Every key that a node of a kind may have.
    private static final Map<Kind, Set<String>> NODE =
            Map.ofEntries(
                    entry(
                            Kind.TASK,
                            node("task", CALL_OPTIONS, Set.of("args", "with", "pipe", "oneOf"))),
                    entry(Kind.CHAIN, node("chain", CONTAINER, Set.of())),
                    entry(Kind.GROUP, node("group", CONTAINER, FAN)),
                    entry(
                            Kind.MAP,
                            node("map", CONTAINER, union(FAN, Set.of("as", "index", "do")))),
                    entry(Kind.SWITCH, node("switch", CONTAINER, Set.of())),
                    entry(Kind.LOOP, node("loop", CONTAINER, Set.of())),
                    entry(Kind.WAIT, node("wait", Set.of(), Set.of())),
                    entry(
                            Kind.AWAIT,
                            node(
                                    "await",
                                    Set.of(),
                                    Set.of("form", "assignees", "timeout", "onTimeout"))),
                    entry(Kind.GRAPH, node("graph", CONTAINER, Set.of())),
                    entry(
                            Kind.FLOW,
                            node("flow", FLOW_OPTIONS, Set.of("with", "revision", "detached"))),
                    entry(
                            Kind.TRY,
                            node("try", CONTAINER, Set.of("catch", "finally", "compensate"))),
                    entry(Kind.VALUE, node("value", Set.of(), Set.of())),
                    entry(Kind.CHORD, node("chord", CONTAINER, Set.of())));

    /// Where a key of the language belongs, for those who write it elsewhere.
    static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    entry("expires", "it belongs to a `task`"),
                    entry("inline", "it belongs to a `task`"),
                    entry("countdown", "it belongs to a `task` or a container; or use `wait`"),
                    entry("eta", "it belongs to a `task` or a container; or use `wait`"),
                    entry("when", "it belongs to a branch of `switch`; a step has `if`"),
                    entry("else", "it belongs to a branch of `switch`"),
                    entry("catch", "it belongs to a `try`"),
                    entry("finally", "it belongs to a `try`, or to the definition"),
                    entry("compensate", "it belongs to a `try`"),
                    entry("update", "it belongs to a node of a `graph`"),
                    entry("oneOf", "it belongs to a `task`"),
                    entry("revision", "it belongs to a `flow`"),
                    entry("detached", "it belongs to a `flow`"),
                    entry("mayCall", "it belongs to the definition"),
                    entry("while", "it belongs inside `loop`"),
                    entry("until", "it belongs inside `wait` or `loop`"),
                    entry("max", "it belongs inside `loop` or `retry`"),
                    entry("form", "it belongs to an `await`"),
                    entry("assignees", "it belongs to an `await`"),
                    entry("onTimeout", "it belongs to an `await`"));

    /// The way out where a key is known but comes later.
    static final Map<String, String> NOT_YET =
            Map.ofEntries(
                    entry("limit", "use `concurrency` on a group or map"),
                    entry("chunk", "leave it out"),
                    entry("rate", "leave it out"),
                    entry("cache", "leave it out"));

    /// The key of every kind.
    static final Set<String> KINDS =
            Stream.of(Kind.values()).map(kind -> kind.key).collect(Collectors.toUnmodifiableSet());

    private Keys() {}

    /// The sentence for a key of [#NOT_YET].
    static String notYet(String key) {
        return notYet("`" + key + "`", NOT_YET.getOrDefault(key, "leave it out"));
    }

    static String notYet(String what, String instead) {
        return what + " is not yet part of the language: " + instead + ".";
    }

    static Set<String> of(Kind kind) {
        return NODE.getOrDefault(kind, Set.of());
    }

    private static Set<String> node(String kind, Set<String> options, Set<String> own) {
        return union(union(EVERY_NODE, Set.of(kind)), union(options, own));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
