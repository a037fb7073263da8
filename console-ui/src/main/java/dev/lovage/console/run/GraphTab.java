package dev.lovage.console.run;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// The graph of the steps.
final class GraphTab extends RunFace {
    private final RunGraph graph = new RunGraph();

    GraphTab(Consumer<@Nullable String> opened) {
        addClassName("main");
        var _ = graph.whenOpened(event -> opened.accept(event.path()));
        add(graph);
    }

    @Override
    void show(RunPicture seen, RunAddress address) {
        graph.show(seen);
        graph.select(address.step());
    }
}
