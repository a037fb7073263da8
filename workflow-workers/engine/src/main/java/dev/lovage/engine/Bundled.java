package dev.lovage.engine;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.InputSchema;
import dev.lovage.canvas.RunId;
import dev.lovage.canvas.RunInput;
import dev.lovage.engine.interpreter.Children;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// The definitions in the bundle of a run; each is read once, when it is needed.
final class Bundled implements Children {
    private final RunInput input;
    private final String run;
    private final Map<String, Child> read = new HashMap<>();

    Bundled(RunInput input, String run) {
        this.input = input;
        this.run = run;
    }

    @Override
    public @Nullable Child find(String key) {
        var pinned = input.bundle().definitions().get(key);
        return pinned == null || key.equals(input.bundle().main())
                ? null
                : read.computeIfAbsent(key, _ -> read(pinned));
    }

    private static Child read(RunInput.Pinned pinned) {
        var definition = CanvasReader.definition(pinned.definition());
        var schema = InputSchema.of(definition.contract().input());
        return new Child(definition, pinned.revision(), schema);
    }

    @Override
    public int revision(String key) {
        var pinned = input.bundle().definitions().get(key);
        return pinned == null ? 0 : pinned.revision();
    }

    @Override
    public String id(String name, String path) {
        return RunId.child(name, run, path, 1);
    }
}
