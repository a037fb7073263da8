package dev.lovage.canvas.celery;

import dev.lovage.canvas.Pointer;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Reads what calls one task for many items. Of the task that is called, its name alone counts, as
/// in Celery: what else is stored with it never applies.
final class MappedReader {
    private static final int MOST_ITEMS = 10_000;

    private final Notes notes;

    MappedReader(Notes notes) {
        this.notes = notes;
    }

    /// Nothing where no task is named.
    @Nullable Signature read(Kind kind, Members inner, Settings settings) {
        var wrapped =
                inner.get("task") instanceof Map<?, ?> map
                        ? new Members(map, inner.at("task"), notes)
                        : inner;
        var task = notes.called(wrapped);
        if (task == null) {
            return null;
        }
        var items = Kombu.list(inner.list("it"));
        if (items.size() > MOST_ITEMS) {
            inner.flaw("it", "TOO_MANY", "A map takes at most " + MOST_ITEMS + " items.");
        }
        if (kind != Kind.MAP) {
            checkLists(inner.at("it"), items);
        }
        return new Signature.Mapped(
                task, items, kind != Kind.MAP, kind == Kind.CHUNKS ? size(inner) : 0, settings);
    }

    private void checkLists(String at, List<@Nullable Object> items) {
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof List)) {
                notes.flaw(Pointer.of(at, i), "TYPE", "Must be a list: the arguments of one call.");
            }
        }
    }

    private static int size(Members inner) {
        if (inner.get("n") instanceof Long size && size >= 1 && size <= MOST_ITEMS) {
            return size.intValue();
        }
        inner.flaw("n", "RANGE", "Must be a whole number from 1 to " + MOST_ITEMS + ".");
        return 1;
    }
}
