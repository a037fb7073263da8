package dev.lovage.engine.interpreter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Draws a canvas, the same for the same seed, in which every reference is visible.
final class RandomCanvas {
    /// What is left to draw then are leaves.
    private static final int LARGE = 120;

    private final Random random;
    private final boolean failFast;
    private List<String> flows = List.of();
    private boolean lasting;
    private boolean undoes;
    private int depth = 4;
    private int nodes;
    private int ids;

    RandomCanvas(long seed, boolean failFast) {
        this.random = new Random(seed);
        this.failFast = failFast;
    }

    /// A node, and the ids in it that are seen by what follows.
    private record Drawn(Map<String, Object> node, List<String> ids) {}

    Map<String, Object> definition() {
        return Map.of("name", "test", "do", chain(depth, List.of(), false).node.get("chain"));
    }

    /// Draws up to some two hundred nodes.
    RandomCanvas large() {
        depth = 7;
        return this;
    }

    /// Draws flows too.
    RandomCanvas withFlows() {
        flows = List.of("outer", "inner");
        return this;
    }

    /// Draws waits that last, calls that are to be undone, callbacks and questions too.
    RandomCanvas withTimes() {
        lasting = true;
        return withFlows();
    }

    /// What its flows start: `outer` calls `inner`, which calls nothing.
    static Map<String, Map<String, Object>> children(long seed) {
        return Map.of("outer", child(seed, "outer", 2), "inner", child(seed + 1, "inner", 0));
    }

    private static Map<String, Object> child(long seed, String name, int depth) {
        var canvas = new RandomCanvas(seed, false);
        canvas.depth = depth;
        canvas.flows = depth == 0 ? List.of() : List.of("inner");
        return Map.of("name", name, "do", canvas.definition().get("do"));
    }

    private Drawn node(int below, List<String> seen, boolean prev) {
        int depth = ++nodes > LARGE ? 0 : below;
        var drawn =
                switch (random.nextInt(depth > 0 ? 13 : 3)) {
                    case 0 -> value(seen, prev);
                    case 1, 2 -> call(seen, prev);
                    case 3, 4 -> chain(depth - 1, seen, prev);
                    case 5 -> group(depth - 1, seen, prev);
                    case 6 -> choice(depth - 1, seen, prev);
                    case 7 -> attempt(depth - 1, seen, prev);
                    case 8 -> graph(depth - 1, seen);
                    case 9 -> prev ? pause() : value(seen, false);
                    case 10 -> loop(depth - 1, seen, prev);
                    case 11 -> await();
                    default -> map(depth - 1, seen);
                };
        if (!flows.isEmpty() && random.nextInt(8) == 0) {
            drawn = flow(seen, prev);
        }
        if (random.nextInt(5) == 0) {
            drawn.node.put("if", condition());
        }
        if (lasting) {
            lasting(drawn.node, depth);
        }
        if (random.nextBoolean()) {
            return drawn;
        }
        var id = "s" + ids++;
        var node = new LinkedHashMap<>(drawn.node);
        node.put("id", id);
        var all = new ArrayList<>(drawn.ids);
        all.add(id);
        return new Drawn(node, all);
    }

    private void lasting(Map<String, Object> node, int depth) {
        switch (random.nextInt(12)) {
            case 0 -> {
                if (node.containsKey("task") || node.containsKey("chain")) {
                    node.put("countdown", "2h");
                }
            }
            case 1 -> {
                if (undoes) {
                    node.put("undo", Map.of("task", "echo"));
                }
            }
            case 2 -> {
                boolean undid = undoes;
                undoes = false;
                node.put("onSuccess", node(Math.min(depth, 1) - 1, List.of(), true).node);
                undoes = undid;
            }
            case 3 -> node.put("onError", Map.of("task", "echo"));
            default -> {}
        }
    }

    private Drawn value(List<String> seen, boolean prev) {
        return new Drawn(
                new LinkedHashMap<>(
                        Map.of("value", List.of(random.nextInt(9), reference(seen, prev)))),
                List.of());
    }

    private Drawn call(List<String> seen, boolean prev) {
        var node = new LinkedHashMap<String, Object>();
        node.put("task", random.nextInt(6) == 0 ? "fail" : "echo");
        if (random.nextInt(8) == 0) {
            node.put("task", "${input.n == 7 ? 'echo' : 'fail'}");
            node.put("oneOf", List.of("echo", "fail"));
        }
        switch (random.nextInt(4)) {
            case 0 -> node.put("args", List.of(reference(seen, prev), random.nextInt(9)));
            case 1 -> node.put("with", Map.of("a", reference(seen, prev)));
            case 2 -> {
                node.put("args", List.of(1));
                node.put("pipe", prev);
                node.put("with", Map.of("b", reference(seen, prev)));
            }
            default -> {}
        }
        return new Drawn(node, List.of());
    }

    private String reference(List<String> seen, boolean prev) {
        int which = random.nextInt(seen.size() + 2);
        if (which < seen.size()) {
            return "${steps." + seen.get(which) + "}";
        }
        return prev && which == seen.size() ? "${prev}" : "${input.n}";
    }

    private Drawn chain(int depth, List<String> seen, boolean prev) {
        var members = new ArrayList<Map<String, Object>>();
        var visible = new ArrayList<>(seen);
        var inside = new ArrayList<String>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            var member = node(depth, visible, prev || !members.isEmpty());
            members.add(member.node);
            visible.addAll(member.ids);
            inside.addAll(member.ids);
        }
        return new Drawn(new LinkedHashMap<>(Map.of("chain", members)), inside);
    }

    private Drawn group(int depth, List<String> seen, boolean prev) {
        var node = new LinkedHashMap<String, Object>();
        var members = new LinkedHashMap<String, Object>();
        var inside = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var member = node(depth, seen, prev);
            members.put("m" + i, member.node);
            inside.addAll(member.ids);
        }
        node.put("group", random.nextBoolean() ? members : List.copyOf(members.values()));
        boolean collects = fan(node);
        return new Drawn(node, collects ? List.of() : inside);
    }

    private Drawn map(int depth, List<String> seen) {
        var node = new LinkedHashMap<String, Object>();
        node.put("map", "${input.list}");
        node.put("as", "item" + ids++);
        node.put("do", node(depth, seen, true).node);
        fan(node);
        return new Drawn(node, List.of());
    }

    private Drawn flow(List<String> seen, boolean prev) {
        var node = new LinkedHashMap<String, Object>();
        node.put("flow", flows.get(random.nextInt(flows.size())));
        node.put(
                "with",
                Map.of("n", "${input.n}", "list", List.of(1, 2), "x", reference(seen, prev)));
        return new Drawn(node, List.of());
    }

    private Drawn choice(int depth, List<String> seen, boolean prev) {
        var branches = new ArrayList<Map<String, Object>>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            branches.add(Map.of("when", condition(), "do", node(depth, seen, prev).node));
        }
        if (random.nextBoolean()) {
            branches.add(Map.of("else", node(depth, seen, prev).node));
        }
        return new Drawn(new LinkedHashMap<>(Map.of("switch", branches)), List.of());
    }

    private Drawn attempt(int depth, List<String> seen, boolean prev) {
        var node = new LinkedHashMap<String, Object>();
        boolean undid = undoes;
        undoes = lasting && random.nextBoolean();
        node.put("try", node(depth, seen, prev).node);
        if (undoes) {
            node.put("compensate", true);
        }
        undoes = false;
        boolean caught = random.nextInt(3) > 0;
        if (caught) {
            node.put("catch", List.of(Map.of("do", node(depth, seen, false).node)));
        }
        if (!caught || random.nextBoolean()) {
            node.put("finally", node(depth, seen, false).node);
        }
        undoes = undid;
        return new Drawn(node, List.of());
    }

    /// Its edges only lead on, so that it ends.
    private Drawn graph(int depth, List<String> seen) {
        var nodes = new LinkedHashMap<String, Object>();
        var edges = new ArrayList<Map<String, Object>>();
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            var node = new LinkedHashMap<>(node(depth, seen, false).node);
            node.put(
                    "update", Map.of("n", "${state.n + 1}", "all", List.of(i, "${[result, arg]}")));
            nodes.put("n" + i, node);
            if (i > 0) {
                edges.add(Map.of("from", "n" + (i - 1), "to", "n" + i));
                edges.add(Map.of("from", "n0", "choose", choice("n" + i)));
            }
        }
        var state =
                Map.of(
                        "n", Map.of("initial", 1, "merge", "add"),
                        "all", Map.of("initial", List.of("${input.n}"), "merge", "append"));
        var graph = new LinkedHashMap<String, Object>();
        graph.putAll(Map.of("state", state, "start", "n0", "nodes", nodes, "edges", edges));
        if (lasting && random.nextBoolean()) {
            graph.put("interruptBefore", List.of("n" + random.nextInt(size)));
        }
        return new Drawn(new LinkedHashMap<>(Map.of("graph", graph)), List.of());
    }

    private Object choice(String node) {
        return switch (random.nextInt(4)) {
            case 0 -> "${state.n > 2 ? '" + node + "' : 'end'}";
            case 1 -> List.of(Map.of("node", node, "with", 1), node, "end");
            case 2 -> "${state.all.map(x, {'node': '" + node + "', 'with': x})}";
            default -> List.of("end", node);
        };
    }

    /// Two turns or three, or one too many.
    private Drawn loop(int depth, List<String> seen, boolean prev) {
        var as = "turn" + ids++;
        var body = node(depth, seen, prev).node;
        var loop = new LinkedHashMap<String, Object>();
        boolean before = random.nextBoolean();
        loop.put(before ? "while" : "until", "${%s.index %s 2}".formatted(as, before ? "<" : "=="));
        loop.put("max", 2 + random.nextInt(6));
        loop.put("as", as);
        loop.put(
                "do",
                random.nextBoolean()
                        ? body
                        : List.of(
                                body,
                                Map.of("value", "${[%1$s.index, %1$s.value]}".formatted(as))));
        return new Drawn(new LinkedHashMap<>(Map.of("loop", loop)), List.of());
    }

    private Drawn await() {
        return new Drawn(
                new LinkedHashMap<>(Map.of("await", "signal" + random.nextInt(3))), List.of());
    }

    private Drawn pause() {
        if (lasting) {
            return new Drawn(new LinkedHashMap<>(Map.of("wait", "1h")), List.of());
        }
        var over = Map.of("until", "2020-01-01T00:00:00Z");
        return new Drawn(new LinkedHashMap<>(Map.of("wait", over)), List.of());
    }

    private String condition() {
        return random.nextBoolean() ? "${input.n == 7}" : "${input.n == 8}";
    }

    private boolean fan(Map<String, Object> node) {
        node.put("concurrency", 1 + random.nextInt(3));
        var policy =
                switch (random.nextInt(failFast ? 3 : 2)) {
                    case 0 -> "wait";
                    case 1 -> "collect";
                    default -> "fail-fast";
                };
        node.put("policy", policy);
        return policy.equals("collect");
    }
}
