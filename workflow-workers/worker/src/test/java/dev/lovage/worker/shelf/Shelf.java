package dev.lovage.worker.shelf;

import dev.lovage.sdk.Task;

import java.util.List;

/// Tasks that a model may ask for; not where a worker under test looks for its own.
public final class Shelf {
    @Task(value = "doc.search", description = "Finds documents.")
    public List<String> search(String query) {
        return List.of(query);
    }
}
