package dev.lovage.engine.interpreter;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.InputSchema;

import java.util.Map;

/// Definitions that a run of a test took along, by key; all are revision 3.
record ScriptedChildren(Map<String, Map<String, Object>> trees) implements Children {
    static final ScriptedChildren NONE = new ScriptedChildren(Map.of());

    @Override
    public Child find(String key) {
        if (!trees.containsKey(key)) {
            return null;
        }
        var definition = CanvasReader.definition(trees.get(key));
        return new Child(definition, 3, InputSchema.of(definition.contract().input()));
    }

    @Override
    public int revision(String key) {
        return trees.containsKey(key) ? 3 : 0;
    }

    @Override
    public String id(String name, String path) {
        return name + "~" + path;
    }
}
