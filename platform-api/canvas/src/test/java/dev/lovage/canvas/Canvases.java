package dev.lovage.canvas;

import dev.lovage.canvas.Canvas.Arguments;
import dev.lovage.canvas.Canvas.Fan;
import dev.lovage.canvas.Canvas.Policy;
import dev.lovage.canvas.Canvas.Traits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Definitions drawn by chance: the same seed, the same definition.
final class Canvases {
    private static final List<Object> VALUES =
            List.of(
                    1L,
                    -7L,
                    0.5,
                    1.0,
                    true,
                    "",
                    "text",
                    "$",
                    "$${",
                    "${x}",
                    "a\u00e9\ud83d\ude00\n\"",
                    "$$${${",
                    "} {",
                    Long.MAX_VALUE,
                    1e300);
    private static final List<String> EXPRESSIONS =
            List.of("input", "input.a + '}'", "{'a': {'b': [1]}}", "run.id", "\"{\" + '\\'}'");

    private final Random random;
    private int ids;

    Canvases(long seed) {
        random = new Random(seed);
    }

    Definition definition() {
        return new Definition(
                "chance-" + random.nextInt(100),
                maybe("described"),
                random.nextBoolean() ? List.of("one", "two") : List.of(),
                new Definition.Contract(
                        random.nextBoolean() ? Map.of("type", "object") : Map.of(),
                        random.nextBoolean() ? List.of("input.a", "input.b.c") : List.of(),
                        random.nextBoolean() ? template(2) : null),
                new Options(maybe("media"), maybe(4), retry(), timeouts(null)),
                random.nextBoolean()
                        ? Definition.Lifetime.DEFAULT
                        : new Definition.Lifetime(duration(), Duration.ZERO, Duration.ofMinutes(7)),
                canvas(4),
                new Definition.Ending(callbacks(2), random.nextBoolean() ? canvas(1) : null));
    }

    private Canvas canvas(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 11)) {
            case 0 -> call(depth);
            case 1 -> new Canvas.Value(traits(Options.NONE, 0), template(2));
            case 2 -> new Canvas.Wait(traits(Options.NONE, 0), until());
            case 3 -> new Canvas.Chain(traits(depth), members(depth, 1));
            case 4 -> group(depth);
            case 5 -> choice(depth);
            case 6 -> attempt(depth);
            case 7 -> new Canvas.Graph(traits(depth), graph(depth));
            case 8 -> loop(depth);
            case 9 -> await(depth);
            default ->
                    new Canvas.Each(
                            traits(depth),
                            new Template.Computed(new Expression("input.list")),
                            "item" + depth,
                            maybe("index" + depth),
                            canvas(depth - 1),
                            fan());
        };
    }

    private Canvas call(int depth) {
        var begin = new Options.Begin(maybe(until()), maybe(duration()));
        var options = options(begin, maybe(random.nextBoolean()));
        var callee =
                random.nextInt(4) == 0
                        ? new Canvas.Callee.OneOf(
                                new Template.Computed(expression()), List.of("task.1", "task.2"))
                        : new Canvas.Callee.Named("task." + random.nextInt(9));
        return new Canvas.Call(traits(options, depth), callee, arguments());
    }

    private Canvas choice(int depth) {
        var branches = new ArrayList<Canvas.Branch>();
        for (var body : members(depth, 1)) {
            branches.add(new Canvas.Branch(condition(), body));
        }
        if (random.nextBoolean()) {
            branches.add(new Canvas.Branch(null, canvas(depth - 1)));
        }
        return new Canvas.Switch(traits(depth), branches);
    }

    private Canvas attempt(int depth) {
        var catches = new ArrayList<Canvas.Catch>();
        for (var body : members(depth, 0)) {
            catches.add(new Canvas.Catch(List.of("CODE", "CANCELLED"), body));
        }
        if (random.nextBoolean()) {
            catches.add(new Canvas.Catch(null, canvas(depth - 1)));
        }
        return new Canvas.Try(
                traits(depth),
                new Canvas.Call(
                        new Traits(
                                id(), null, Options.NONE, null, canvas(0), Canvas.Callbacks.NONE),
                        "undone",
                        Arguments.NONE),
                catches,
                maybe(canvas(0)),
                true);
    }

    /// Every node leads to the next one, so that each is reached.
    private StateGraph graph(int depth) {
        var state = new LinkedHashMap<String, StateGraph.Channel>();
        for (var rule : StateGraph.Merge.Rule.values()) {
            var initial =
                    random.nextBoolean() ? rule.otherwise() : new Template.Computed(expression());
            state.put("c" + state.size(), new StateGraph.Channel(initial, rule));
        }
        var merge =
                new StateGraph.Merge.Computed(new Template.Computed(new Expression("old + new")));
        state.put("computed", new StateGraph.Channel(template(1), merge));
        var nodes = new LinkedHashMap<String, StateGraph.Node>();
        var edges = new ArrayList<StateGraph.Edge>();
        for (var body : members(depth, 1)) {
            var name = "n" + nodes.size();
            if (!nodes.isEmpty()) {
                edges.add(edge(nodes.lastEntry().getKey(), name));
            }
            nodes.put(name, new StateGraph.Node(body, update()));
        }
        var last = nodes.lastEntry().getKey();
        edges.add(new StateGraph.Edge.To(last, random.nextBoolean() ? "end" : "n0"));
        return new StateGraph(
                state,
                "n0",
                nodes,
                edges,
                random.nextBoolean() ? StateGraph.DEFAULT_MAX_STEPS : 1 + random.nextInt(10_000),
                random.nextBoolean() ? List.of() : List.of("n0"));
    }

    private StateGraph.Edge edge(String from, String to) {
        return switch (random.nextInt(4)) {
            case 0 -> new StateGraph.Edge.To(from, to);
            case 1 -> new StateGraph.Edge.Choose(from, new Template.Literal(List.of(to, "end")));
            case 2 ->
                    new StateGraph.Edge.Choose(
                            from, new Template.Computed(new Expression("state.c0")));
            default ->
                    new StateGraph.Edge.Choose(
                            from,
                            new Template.Computed(
                                    new Expression("input.a ? '" + to + "' : 'end'")));
        };
    }

    private Template update() {
        return random.nextBoolean()
                ? new Template.Computed(new Expression("result"))
                : new Template.Literal(Map.of("c0", 1L));
    }

    private Canvas loop(int depth) {
        return new Canvas.Loop(
                traits(depth),
                pick(List.of(Canvas.Asked.values())),
                condition(),
                1 + random.nextInt(Canvas.Loop.MOST_TURNS),
                maybe("turn" + depth),
                canvas(depth - 1));
    }

    private Canvas await(int depth) {
        var timeout = maybe(until());
        return new Canvas.Await(
                traits(Options.NONE, depth),
                "signal-" + random.nextInt(9),
                random.nextBoolean() ? Map.of("type", "string", "default", "${text}") : Map.of(),
                random.nextBoolean() ? List.of("ada", "The buyers") : List.of(),
                timeout,
                timeout == null ? null : maybe(canvas(depth - 1)));
    }

    private Template condition() {
        return random.nextBoolean()
                ? new Template.Computed(new Expression("input.a == 'b' || input.c"))
                : new Template.Literal(random.nextBoolean());
    }

    private Until until() {
        return switch (random.nextInt(4)) {
            case 0 -> new Until.After(duration());
            case 1 -> new Until.Computed(new Template.Computed(expression()));
            case 2 -> new Until.At(new Template.Literal("2026-12-24T18:00:00+01:00"));
            default -> new Until.At(new Template.Computed(expression()));
        };
    }

    private Canvas.Callbacks callbacks(int depth) {
        return depth <= 0 || random.nextInt(4) > 0
                ? Canvas.Callbacks.NONE
                : new Canvas.Callbacks(members(depth, 0), members(depth, 0));
    }

    private Canvas group(int depth) {
        var named = random.nextBoolean();
        var members = new LinkedHashMap<String, Canvas>();
        for (var member : members(depth, 0)) {
            members.put(named ? "name" + members.size() : "" + members.size(), member);
        }
        return new Canvas.Group(traits(depth), members, named, fan());
    }

    private List<Canvas> members(int depth, int least) {
        var members = new ArrayList<Canvas>();
        for (int n = least + random.nextInt(3); n > 0; n--) {
            members.add(canvas(depth - 1));
        }
        return members;
    }

    private Arguments arguments() {
        return new Arguments(
                random.nextBoolean() ? new Template.Literal(List.of(value(2), value(1))) : null,
                random.nextBoolean() ? fields(2) : null,
                false);
    }

    private Template template(int depth) {
        return switch (random.nextInt(depth == 0 ? 3 : 5)) {
            case 0 -> new Template.Literal(value(depth));
            case 1 -> new Template.Computed(expression());
            case 2 ->
                    new Template.Text(
                            List.of(
                                    new Template.Literal("before "),
                                    new Template.Computed(expression()),
                                    new Template.Literal("${after}")));
            case 3 ->
                    new Template.Items(
                            List.of(template(depth - 1), new Template.Computed(expression())));
            default -> fields(depth);
        };
    }

    private Template fields(int depth) {
        var fields = new LinkedHashMap<String, Template>();
        fields.put("computed", new Template.Computed(expression()));
        fields.put("${key}", template(depth - 1));
        return new Template.Fields(fields);
    }

    private Expression expression() {
        return new Expression(pick(EXPRESSIONS));
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 1 : 3)) {
            case 0 -> pick(VALUES);
            case 1 -> List.of(value(depth - 1), value(depth - 1));
            default -> Map.of("k", value(depth - 1));
        };
    }

    private Traits traits(int depth) {
        return traits(options(new Options.Begin(maybe(until()), null), null), depth);
    }

    private Traits traits(Options options, int depth) {
        return new Traits(
                id(), maybe("A label"), options, maybe(condition()), null, callbacks(depth - 1));
    }

    private Options options(Options.Begin begin, Boolean inline) {
        return new Options(
                maybe("slow"), maybe(1), retry(), timeouts(maybe(duration())), begin, inline);
    }

    private String id() {
        return maybe("id" + ids++);
    }

    private Options.Retry retry() {
        return new Options.Retry(
                maybe(3),
                maybe(duration()),
                maybe(1.5),
                maybe(duration()),
                maybe(pick(List.of(Options.Jitter.values()))),
                maybe(List.of("CODE", "IOException")),
                maybe(List.of()),
                maybe(pick(List.of(Options.OnLost.values()))));
    }

    private Options.Timeouts timeouts(Duration total) {
        return new Options.Timeouts(
                maybe(duration()), maybe(duration()), total, maybe(duration()), maybe(duration()));
    }

    private Fan fan() {
        return new Fan(
                random.nextBoolean() ? Fan.DEFAULT_CONCURRENCY : 1 + random.nextInt(200),
                pick(List.of(Policy.values())));
    }

    private Duration duration() {
        return pick(
                List.of(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1500),
                        Duration.ofMinutes(90),
                        Duration.ofDays(7),
                        Duration.ofHours(25)));
    }

    private <T> T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    private <T> T pick(List<? extends T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
