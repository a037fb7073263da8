package dev.lovage.canvas;

import dev.lovage.canvas.Definition.Lifetime;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        tree.put("tags", Tree.filled(definition.tags()));
        tree.put("input", Tree.filled(contract.input()));
        tree.put("search", Tree.filled(contract.search()));
        tree.put("mayCall", Tree.filled(contract.mayCall()));
        tree.put("queue", definition.defaults().queue());
        tree.duration(
                "runTimeout",
                lifetime.runTimeout(),
                Lifetime.usual(definition.body(), definition.ending()).runTimeout());
        tree.duration("cancelGrace", lifetime.cancelGrace(), Lifetime.DEFAULT.cancelGrace());
        tree.duration(
                "cleanupTimeout", lifetime.cleanupTimeout(), Lifetime.DEFAULT.cleanupTimeout());
        tree.put("defaults", Tree.filled(OptionsWriter.defaults(definition.defaults())));
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
            case Canvas.Loop it -> tree.put("loop", loop(it));
            case Canvas.Wait wait -> OptionsWriter.until(tree, "wait", wait.until());
            case Canvas.Flow flow -> flow(tree, flow);
            case Canvas.Await it -> await(tree, it);
            case Canvas.Try it -> attempt(tree, it);
            case Canvas.Graph(_, var graph) -> tree.put("graph", GraphWriter.tree(graph));
            case Canvas.Value value -> tree.template("value", value.value());
        }
        tree.map.putAll(OptionsWriter.tree(traits.options()));
        tree.node("undo", traits.undo());
        callbacks(tree, traits.callbacks());
        return tree.map;
    }

    /// Options as a plain JSON value; what is absent is left out.
    public static SequencedMap<String, @Nullable Object> tree(Options options) {
        return OptionsWriter.tree(options);
    }

    private static void call(Tree tree, Canvas.Call call) {
        switch (call.callee()) {
            case Canvas.Callee.Named(var task) -> tree.put("task", task);
            case Canvas.Callee.OneOf(var task, var names) -> {
                tree.template("task", task);
                tree.put("oneOf", names);
            }
        }
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

    private static void flow(Tree tree, Canvas.Flow flow) {
        tree.put("flow", flow.name());
        tree.put("revision", flow.revision() == null ? null : (long) flow.revision());
        tree.template("with", flow.with());
        tree.put("detached", flow.detached() ? true : null);
    }

    private static Object loop(Canvas.Loop loop) {
        var tree = new Tree();
        tree.template(Fields.word(loop.asked()), loop.condition());
        tree.put("max", (long) loop.max());
        tree.put("as", loop.as());
        tree.node("do", loop.body());
        return tree.map;
    }

    private static void await(Tree tree, Canvas.Await await) {
        tree.put("await", await.name());
        tree.put("form", Tree.filled(await.form()));
        tree.put("assignees", Tree.filled(await.assignees()));
        if (await.timeout() != null) {
            OptionsWriter.until(tree, "timeout", await.timeout());
        }
        tree.node("onTimeout", await.onTimeout());
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

    private static List<@Nullable Object> nodes(List<Canvas> members) {
        var nodes = new ArrayList<@Nullable Object>();
        members.forEach(member -> nodes.add(tree(member)));
        return nodes;
    }
}
