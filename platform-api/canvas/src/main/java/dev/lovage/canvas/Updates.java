package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Says what is wrong with what a node of a graph updates, as far as that can be seen before it
/// runs.
final class Updates {
    private Updates() {}

    /// An update by itself.
    ///
    /// @param raw the same as it is written
    static void check(
            Template update, @Nullable Object raw, String at, Set<String> channels, Flaws flaws) {
        if (update instanceof Template.Computed) {
            return;
        }
        if (raw instanceof Map<?, ?> map) {
            known(map.keySet(), at, channels, flaws);
        } else {
            flaws.add(
                    at,
                    "TYPE",
                    "An update is an object of channels, or one expression that gives one, not %s."
                            .formatted(Fields.type(raw)));
        }
    }

    /// The value of this node is its update.
    static void check(Canvas body, String at, Set<String> channels, Flaws flaws) {
        switch (body) {
            case Canvas.Value value when !value.equals(NodeReader.NOTHING) -> {
                var raw = Templates.write(value.value());
                check(value.value(), raw, Pointer.of(at, "value"), channels, flaws);
            }
            case Canvas.Group group when group.named() ->
                    known(group.members().keySet(), Pointer.of(at, "group"), channels, flaws);
            case Canvas.Graph(_, var graph) -> {
                var state = Pointer.of(Pointer.of(at, "graph"), "state");
                known(graph.state().keySet(), state, channels, flaws);
            }
            case Canvas.Group _, Canvas.Each _ ->
                    flaws.add(
                            at,
                            "MISSING",
                            "Its value is a list and no object of channels: say what it updates, as"
                                    + " `update: {items: \"${result}\"}`.");
            case Canvas.Value _,
                    Canvas.Call _,
                    Canvas.Chain _,
                    Canvas.Switch _,
                    Canvas.Loop _,
                    Canvas.Wait _,
                    Canvas.Flow _,
                    Canvas.Await _,
                    Canvas.Try _ -> {}
        }
    }

    private static void known(Collection<?> names, String at, Set<String> channels, Flaws flaws) {
        for (var each : names) {
            var name = String.valueOf(each);
            if (!channels.contains(name)) {
                flaws.add(
                        Pointer.of(at, name),
                        "UNKNOWN_CHANNEL",
                        "The state has no channel `%s`.".formatted(name)
                                + Nearest.hint(name, channels));
            }
        }
    }
}
