package dev.lovage.testkit;

import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.InputSchema;
import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Bundle;
import dev.lovage.canvas.RunInput.Frozen;
import dev.lovage.canvas.RunInput.Origin;
import dev.lovage.canvas.RunInput.Pinned;
import dev.lovage.sdk.JavaValues;
import dev.lovage.sdk.TaskMethod;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Starts runs as the api does.
final class Runs {
    private static final String QUEUE = "default";

    private final Served served;
    private final Map<String, Definition> known = new LinkedHashMap<>();

    Runs(Served served) {
        this.served = served;
    }

    void know(Definition... definitions) {
        for (var definition : definitions) {
            known.put(definition.name(), definition);
        }
    }

    TestRun start(Workbench bench, Definition definition, @Nullable Object input) {
        var all = new HashMap<>(known);
        all.put(definition.name(), definition);
        var pinned = new HashMap<String, Pinned>();
        all.forEach((name, each) -> pinned.put(name, pinned(each)));
        var queue = Optional.ofNullable(definition.defaults().queue()).orElse(QUEUE);
        bench.serve(queues(pinned, queue));
        var run =
                RunInput.of(
                        new Bundle(definition.name(), pinned),
                        filled(definition, JavaValues.json(input)),
                        frozen(definition),
                        RunInput.DEFAULT_TENANT,
                        bench.now().toEpochMilli());
        var id = definition.name() + "~" + UUID.randomUUID();
        var stub = bench.start(id, run, queue, definition.executionTimeout());
        return new TestRun(id, definition, stub, bench);
    }

    private static @Nullable Object filled(Definition definition, @Nullable Object input) {
        var schema = definition.contract().input();
        return schema.isEmpty() ? input : InputSchema.of(schema).fill(input);
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private static Pinned pinned(Definition definition) {
        return new Pinned(1, CanvasWriter.tree(definition));
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private Frozen frozen(Definition definition) {
        var policies = new HashMap<String, Map<String, @Nullable Object>>();
        for (var task : served.tasks().all()) {
            policies.put(task.name(), task.options());
        }
        return new Frozen(policies, definition.tags(), null, new Origin("test", null));
    }

    /// Whatever stands under the key `queue`: one too many is of no harm.
    private Set<String> queues(Map<String, Pinned> definitions, String own) {
        var queues = new TreeSet<>(Set.of(own));
        definitions.values().forEach(each -> collect(each.definition(), queues));
        served.tasks().all().stream().map(TaskMethod::options).forEach(o -> collect(o, queues));
        return queues;
    }

    private static void collect(@Nullable Object tree, Set<String> queues) {
        if (tree instanceof List<?> list) {
            list.forEach(each -> collect(each, queues));
        } else if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals("queue") && value instanceof String queue) {
                    queues.add(queue);
                } else if (!key.equals("timeout")) {
                    collect(value, queues);
                }
            });
        }
    }
}
