package dev.lovage.server.workflow;

import dev.lovage.canvas.RunInput.Bundle;

import org.jspecify.annotations.Nullable;

import java.util.SequencedMap;
import java.util.TreeMap;

/// Finds the definitions that a canvas starts as runs of their own.
public final class CalledFlows {
    private CalledFlows() {}

    /// One that is called.
    ///
    /// @param revision absent: the latest
    public record Call(String name, @Nullable Integer revision) {
        /// By which the bundle has it.
        String key() {
            return Bundle.key(name, revision);
        }
    }

    /// Every definition that is called below, with the pointer to its name.
    ///
    /// @param tree a node in the language's JSON form, or a list that is a chain
    public static SequencedMap<String, Call> in(String pointer, @Nullable Object tree) {
        var calls = new TreeMap<String, Call>();
        CalledTasks.each(
                pointer,
                tree,
                (at, node) -> {
                    if (node.get("flow") instanceof String name) {
                        var revision =
                                node.get("revision") instanceof Number n ? n.intValue() : null;
                        calls.put(at + "/flow", new Call(name, revision));
                    }
                });
        return calls;
    }
}
