package dev.lovage.console.run;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/// The graph of the steps.
final class GraphTab extends RunFace {
    private final RunGraph graph = new RunGraph();

    /// @param turned told the node that repeats, and which turn of it a person wants to see
    GraphTab(Consumer<@Nullable String> opened, ObjIntConsumer<String> turned) {
        addClassName("main");
        var _ = graph.whenOpened(event -> opened.accept(graph.path(event.path())));
        var _ = graph.whenTurned(event -> turned.accept(event.node(), event.turn()));
        add(graph);
    }

    @Override
    void show(RunPicture seen, RunAddress address) {
        graph.show(seen, new Turns(seen.steps(), address.shown()));
        graph.select(address.step());
    }
}
