package dev.lovage.canvas;

import dev.lovage.canvas.Keys.Kind;
import dev.lovage.canvas.StateGraph.Channel;
import dev.lovage.canvas.StateGraph.Merge;
import dev.lovage.canvas.StateGraph.Node;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Reads a state graph: its channels, its nodes, and what each of them updates.
final class GraphReader {
    private static final String UPDATE = "update";

    private final NodeReader nodes;
    private final Flaws flaws;
    private final Visibility visibility;

    GraphReader(NodeReader nodes, Flaws flaws, Visibility visibility) {
        this.nodes = nodes;
        this.flaws = flaws;
        this.visibility = visibility;
    }

    Canvas read(Canvas.Traits traits, Fields fields, Site site) {
        var graph = fields.object(Kind.GRAPH.key);
        if (graph == null) {
            return NodeReader.NOTHING;
        }
        graph.only(Keys.GRAPH, "a `graph`");
        var state = channels(graph, site);
        var members = members(graph, state.keySet(), site);
        var choosing = visibility.templates(site.graph(Set.of("state")));
        var edges = new EdgesReader(graph, members.keySet(), choosing, flaws);
        var start = edges.start();
        var interrupts = edges.interrupts();
        var read = edges.read(interrupts.isEmpty() ? start : null);
        var most = graph.whole("maxSteps", 1, StateGraph.MOST_STEPS);
        return new Canvas.Graph(
                traits,
                new StateGraph(
                        state,
                        start == null ? "" : start,
                        members,
                        read,
                        most == null ? StateGraph.DEFAULT_MAX_STEPS : most,
                        interrupts));
    }

    private SequencedMap<String, Channel> channels(Fields graph, Site site) {
        var channels = new LinkedHashMap<String, Channel>();
        var state = filled(graph, "state", "the channels, as `{messages: {merge: append}}`");
        if (state == null) {
            return channels;
        }
        for (var name : state.keys()) {
            if (!Names.STEP.admits(name)) {
                state.flaw(name, "NAME", "A channel's name is " + Names.STEP.words() + ".");
            } else if (Names.isCelWord(name)) {
                state.flaw(
                        name,
                        "NAME",
                        "`%s` is a word of the expression language: choose another name."
                                .formatted(name));
            }
            var channel = state.object(name);
            if (channel != null) {
                channels.put(name, channel(channel, site));
            }
        }
        return channels;
    }

    private Channel channel(Fields fields, Site site) {
        fields.only(Keys.CHANNEL, "a channel");
        var merge = merge(fields, site);
        if (!fields.has("initial")) {
            return new Channel(merge.otherwise(), merge);
        }
        var initial = nodes.template(fields, "initial", site);
        var raw = fields.get("initial");
        if (merge instanceof Merge.Rule rule
                && !(initial instanceof Template.Computed)
                && !rule.takes(raw)) {
            fields.flaw(
                    "initial",
                    "TYPE",
                    "`merge: %s` takes %s, not %s."
                            .formatted(Fields.word(rule), rule.words(), Fields.type(raw)));
        }
        return new Channel(initial, merge);
    }

    private Merge merge(Fields fields, Site site) {
        if (fields.get("merge") instanceof String text && text.contains("${")) {
            var over = site.graph(Set.of("old", "new"));
            if (nodes.template(fields, "merge", over) instanceof Template.Computed computed) {
                return new Merge.Computed(computed);
            }
            fields.flaw(
                    "merge",
                    "TYPE",
                    "Must be the name of a merge, or one expression over `old` and `new`, as"
                            + " `${math.greatest(old, new)}`.");
            return Merge.Rule.REPLACE;
        }
        var rule = fields.choice("merge", Merge.Rule.class);
        return rule == null ? Merge.Rule.REPLACE : rule;
    }

    private SequencedMap<String, Node> members(Fields graph, Set<String> channels, Site site) {
        var members = new LinkedHashMap<String, Node>();
        var inner = filled(graph, "nodes", "the nodes, as `{ask: {task: llm.ask}}`");
        if (inner == null) {
            return members;
        }
        for (var name : inner.keys()) {
            if (name.equals(StateGraph.END)) {
                inner.flaw(name, "NAME", "`end` ends a branch: choose another name.");
            } else if (!Names.STEP.admits(name)) {
                inner.flaw(name, "NAME", "A node's name is " + Names.STEP.words() + ".");
            }
            members.put(name, member(inner, name, channels, site.node(inner.at(name), name)));
        }
        return members;
    }

    private Node member(Fields inner, String name, Set<String> channels, Site site) {
        if (!(inner.get(name) instanceof Map<?, ?> map) || !map.containsKey(UPDATE)) {
            var body = nodes.read(inner.get(name), site);
            Updates.check(body, site.pointer(), channels, flaws);
            return new Node(body, null);
        }
        var fields = inner.object(name);
        var own = new LinkedHashMap<@Nullable Object, @Nullable Object>(map);
        own.remove(UPDATE);
        var body = nodes.read(own, site);
        return fields == null
                ? new Node(body, null)
                : new Node(body, update(fields, channels, site.seeing("result")));
    }

    private Template update(Fields fields, Set<String> channels, Site site) {
        var update = nodes.template(fields, UPDATE, site);
        Updates.check(update, fields.get(UPDATE), fields.at(UPDATE), channels, flaws);
        return update;
    }

    private @Nullable Fields filled(Fields graph, String key, String what) {
        if (!graph.has(key)) {
            graph.flaw(key, "MISSING", "`%s` is missing: it holds %s.".formatted(key, what));
            return null;
        }
        var inner = graph.object(key);
        if (inner != null && inner.keys().isEmpty()) {
            graph.flaw(key, "EMPTY", "`%s` holds nothing: name %s.".formatted(key, what));
        }
        return inner;
    }
}
