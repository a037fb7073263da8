package dev.lovage.canvas;

import dev.lovage.canvas.Definition.Lifetime;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Writes definitions in their one canonical form, which [CanvasReader] reads back into the same.
public final class CanvasWriter {
    private CanvasWriter() {}

    /// The whole definition as a plain JSON value; what is at its default is left out.
    public static SequencedMap<String, @Nullable Object> tree(Definition definition) {
        var tree = new Tree();
        var contract = definition.contract();
        var lifetime = definition.lifetime();
        tree.put("lovage", 1L);
        tree.put("name", definition.name());
        tree.put("description", definition.description());
        tree.put("tags", filled(definition.tags()));
        tree.put("input", filled(contract.input()));
        tree.put("search", filled(contract.search()));
        tree.put("queue", definition.defaults().queue());
        tree.duration("runTimeout", lifetime.runTimeout(), Lifetime.DEFAULT.runTimeout());
        tree.duration("cancelGrace", lifetime.cancelGrace(), Lifetime.DEFAULT.cancelGrace());
        tree.duration(
                "cleanupTimeout", lifetime.cleanupTimeout(), Lifetime.DEFAULT.cleanupTimeout());
        tree.put("defaults", filled(defaults(definition.defaults())));
        tree.put("do", tree(definition.body()));
        tree.template("output", contract.output());
        callbacks(tree, definition.ending().callbacks());
        tree.node("finally", definition.ending().last());
        return tree.map;
    }

    /// One node, with all below it, as a plain JSON value.
    public static SequencedMap<String, @Nullable Object> tree(Canvas canvas) {
        var tree = new Tree();
        var traits = canvas.traits();
        tree.put("id", traits.id());
        tree.put("label", traits.label());
        tree.template("if", traits.when());
        switch (canvas) {
            case Canvas.Call call -> call(tree, call);
            case Canvas.Chain chain -> tree.put("chain", nodes(chain.members()));
            case Canvas.Group group -> group(tree, group);
            case Canvas.Each each -> each(tree, each);
            case Canvas.Switch it -> tree.put("switch", branches(it.branches()));
            case Canvas.Wait wait -> until(tree, "wait", wait.until());
            case Canvas.Try it -> attempt(tree, it);
            case Canvas.Value value -> tree.template("value", value.value());
        }
        tree.map.putAll(tree(traits.options()));
        tree.node("undo", traits.undo());
        callbacks(tree, traits.callbacks());
        return tree.map;
    }

    /// Options as a plain JSON value; what is absent is left out.
    public static SequencedMap<String, @Nullable Object> tree(Options options) {
        var tree = new Tree();
        tree.put("queue", options.queue());
        tree.put("priority", options.priority() == null ? null : (long) options.priority());
        tree.put("retry", filled(retry(options.retry())));
        tree.put("timeout", filled(timeout(options.timeout())));
        begin(tree, options.begin());
        return tree.map;
    }

    private static Map<String, @Nullable Object> defaults(Options options) {
        return tree(new Options(null, options.priority(), options.retry(), options.timeout()));
    }

    private static void call(Tree tree, Canvas.Call call) {
        tree.put("task", call.task());
        tree.template("args", call.arguments().positional());
        tree.template("with", call.arguments().named());
        tree.put("pipe", call.arguments().pipe() ? true : null);
    }

    private static void group(Tree tree, Canvas.Group group) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        group.members().forEach((name, member) -> named.put(name, tree(member)));
        tree.put("group", group.named() ? named : nodes(List.copyOf(group.members().values())));
        fan(tree, group.fan());
    }

    private static void each(Tree tree, Canvas.Each each) {
        tree.template("map", each.items());
        tree.put("as", each.as().equals(Canvas.Each.ITEM) ? null : each.as());
        tree.put("index", each.index());
        fan(tree, each.fan());
        tree.put("do", tree(each.body()));
    }

    private static List<@Nullable Object> branches(List<Canvas.Branch> branches) {
        var list = new ArrayList<@Nullable Object>();
        for (var branch : branches) {
            var tree = new Tree();
            tree.template("when", branch.when());
            tree.node(branch.when() == null ? "else" : "do", branch.body());
            list.add(tree.map);
        }
        return list;
    }

    private static void attempt(Tree tree, Canvas.Try node) {
        tree.node("try", node.body());
        var catches = new ArrayList<@Nullable Object>();
        for (var each : node.catches()) {
            var inner = new Tree();
            inner.put("on", each.on());
            inner.node("do", each.body());
            catches.add(inner.map);
        }
        tree.put("catch", catches.isEmpty() ? null : catches);
        tree.node("finally", node.last());
        tree.put("compensate", node.compensate() ? true : null);
    }

    private static void until(Tree tree, String key, Until until) {
        switch (until) {
            case Until.After(var delay) -> tree.duration(key, delay, null);
            case Until.Computed(var delay) -> tree.template(key, delay);
            case Until.At(var moment) -> {
                var inner = new Tree();
                inner.template("until", moment);
                tree.put(key, inner.map);
            }
        }
    }

    private static void begin(Tree tree, Options.Begin begin) {
        switch (begin.notBefore()) {
            case null -> {}
            case Until.At(var moment) -> tree.template("eta", moment);
            case Until.After after -> until(tree, "countdown", after);
            case Until.Computed computed -> until(tree, "countdown", computed);
        }
        tree.duration("expires", begin.expires(), null);
    }

    private static void callbacks(Tree tree, Canvas.Callbacks callbacks) {
        callbacks(tree, "onSuccess", callbacks.onSuccess());
        callbacks(tree, "onError", callbacks.onError());
    }

    /// One callback stands by itself.
    private static void callbacks(Tree tree, String key, List<Canvas> callbacks) {
        if (callbacks.size() == 1) {
            tree.node(key, callbacks.getFirst());
        } else if (!callbacks.isEmpty()) {
            tree.put(key, nodes(callbacks));
        }
    }

    private static void fan(Tree tree, Canvas.Fan fan) {
        var concurrency = fan.concurrency();
        tree.put(
                "concurrency",
                concurrency == Canvas.Fan.DEFAULT_CONCURRENCY ? null : (long) concurrency);
        tree.put("policy", fan.policy() == Canvas.Policy.WAIT ? null : Fields.word(fan.policy()));
    }

    private static Map<String, @Nullable Object> retry(Options.Retry retry) {
        var tree = new Tree();
        tree.put("attempts", retry.attempts() == null ? null : (long) retry.attempts());
        tree.duration("backoff", retry.backoff(), null);
        tree.put("factor", retry.factor());
        tree.duration("max", retry.max(), null);
        tree.put("jitter", retry.jitter() == null ? null : Fields.word(retry.jitter()));
        tree.put("on", retry.on());
        tree.put("never", retry.never());
        tree.put("onLost", retry.onLost() == null ? null : Fields.word(retry.onLost()));
        return tree.map;
    }

    private static Map<String, @Nullable Object> timeout(Options.Timeouts timeout) {
        var tree = new Tree();
        tree.duration("attempt", timeout.attempt(), null);
        tree.duration("queue", timeout.queue(), null);
        tree.duration("total", timeout.total(), null);
        tree.duration("heartbeat", timeout.heartbeat(), null);
        tree.duration("soft", timeout.soft(), null);
        return tree.map;
    }

    private static List<@Nullable Object> nodes(List<Canvas> members) {
        var nodes = new ArrayList<@Nullable Object>();
        members.forEach(member -> nodes.add(tree(member)));
        return nodes;
    }

    private static @Nullable Object filled(Map<String, @Nullable Object> map) {
        return map.isEmpty() ? null : map;
    }

    private static @Nullable Object filled(List<String> list) {
        return list.isEmpty() ? null : list;
    }

    /// The object that is being written.
    private static final class Tree {
        final SequencedMap<String, @Nullable Object> map = new LinkedHashMap<>();

        void put(String key, @Nullable Object value) {
            if (value != null) {
                map.put(key, value);
            }
        }

        void duration(String key, @Nullable Duration value, @Nullable Duration fallback) {
            put(key, value == null || value.equals(fallback) ? null : Durations.write(value));
        }

        void node(String key, @Nullable Canvas node) {
            put(key, node == null ? null : tree(node));
        }

        void template(String key, @Nullable Template template) {
            if (template != null) {
                map.put(key, Templates.write(template));
            }
        }
    }
}
