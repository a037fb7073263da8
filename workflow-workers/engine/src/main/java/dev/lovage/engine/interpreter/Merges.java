package dev.lovage.engine.interpreter;

import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.StateGraph;
import dev.lovage.canvas.StateGraph.Merge;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Merges what the nodes of one step update into the state, channel by channel.
final class Merges {
    private final StateGraph graph;
    private final Filler filler;

    Merges(StateGraph graph, Filler filler) {
        this.graph = graph;
        this.filler = filler;
    }

    /// What one node wants of the state.
    ///
    /// @param path of the node
    record Update(String path, Map<String, @Nullable Object> channels) {
        Update {
            channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        }
    }

    /// What a node gave, as an update.
    ///
    /// @throws BrokenGraphException when it is no object of channels
    Update update(String path, @Nullable Object value) {
        if (BlobReference.of(value).isPresent()) {
            throw new BrokenGraphException(
                    ErrorCode.VALUE_BY_REFERENCE,
                    path,
                    "The node's value is kept by reference; say which channel holds it, as"
                            + " `update: {channel: \"${result}\"}`");
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new BrokenGraphException(
                    ErrorCode.BAD_UPDATE,
                    path,
                    "An update is an object of channels, and this is %s; say what the node updates,"
                                    .formatted(ChannelUpdate.kind(value))
                            + " as `update: {channel: \"${result}\"}`");
        }
        var channels = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, each) -> channels.put(String.valueOf(key), each));
        for (var name : channels.keySet()) {
            if (!graph.state().containsKey(name)) {
                throw new BrokenGraphException(
                        ErrorCode.BAD_UPDATE,
                        path,
                        "The state has no channel `%s`; its channels are %s"
                                .formatted(name, String.join(", ", graph.state().keySet())));
            }
        }
        return new Update(path, channels);
    }

    /// The state after these updates, one after the other.
    ///
    /// @param at sees what the graph sees
    /// @throws BrokenGraphException when they do not go together, or not with the state
    Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> state, Collection<Update> updates, Place at) {
        var merged = new LinkedHashMap<String, @Nullable Object>(state);
        var replaced = new HashMap<String, String>();
        for (var update : updates) {
            for (var each : update.channels().entrySet()) {
                var name = each.getKey();
                var merge = requireNonNull(graph.state().get(name)).merge();
                if (merge == Merge.Rule.REPLACE) {
                    checkAlone(name, update.path(), replaced);
                }
                var old = merged.get(name);
                var own = new ChannelUpdate(update.path(), name, old, each.getValue());
                merged.put(name, merged(merge, own, at));
            }
        }
        return merged;
    }

    private static void checkAlone(String channel, String path, Map<String, String> replaced) {
        var first = replaced.putIfAbsent(channel, path);
        if (first != null) {
            throw new BrokenGraphException(
                    ErrorCode.CONFLICTING_UPDATE,
                    path,
                    "%s and %s both replace the channel `%s` in one step; give it another `merge`"
                            .formatted(first, path, channel));
        }
    }

    private @Nullable Object merged(Merge merge, ChannelUpdate update, Place at) {
        return switch (merge) {
            case Merge.Rule rule -> update.by(rule);
            case Merge.Computed(var expression) -> {
                try {
                    yield filler.value(
                            expression,
                            at.seeing("old", update.old()).seeing("new", update.value()));
                } catch (NotFilledException e) {
                    throw BrokenGraphException.of(update.path(), e);
                }
            }
        };
    }
}
