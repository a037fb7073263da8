package dev.lovage.server.reconcile;

import dev.lovage.server.run.RunEngine;
import dev.lovage.server.run.RunEngine.Work;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/// Whether anybody polls a queue, asked once for each queue in a turn, however many runs are in it.
final class Served implements BiPredicate<String, Work> {
    private final RunEngine engine;
    private final Map<Queue, Boolean> known = new HashMap<>();

    private record Queue(String name, Work work) {}

    Served(RunEngine engine) {
        this.engine = engine;
    }

    @Override
    public boolean test(String queue, Work work) {
        return known.computeIfAbsent(
                new Queue(queue, work), _ -> engine.polling(queue, work).pollers() > 0);
    }
}
