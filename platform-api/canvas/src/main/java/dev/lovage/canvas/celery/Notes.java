package dev.lovage.canvas.celery;

import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.Names;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What is noted while a signature is read: what is wrong with it, which tasks it calls, and which
/// tags it has.
final class Notes {
    private final SequencedMap<String, String> calls = new TreeMap<>();
    private final SequencedSet<String> tags = new LinkedHashSet<>();
    private final Consumer<Flaw> flaws;

    Notes(Consumer<Flaw> flaws) {
        this.flaws = flaws;
    }

    void flaw(String pointer, String code, String message) {
        flaws.accept(new Flaw(pointer, code, message, null));
    }

    /// The `task` that is named here, if one is.
    @Nullable String called(Members members) {
        var task = members.text("task");
        if (task == null) {
            members.flaw("task", "MISSING", "`task` is missing: the name of what to call.");
        } else if (Names.TASK.admits(task)) {
            calls.put(members.at("task"), task);
        } else {
            members.flaw("task", "NAME", "Must be " + Names.TASK.words() + ".");
        }
        return task;
    }

    void tag(String tag) {
        tags.add(tag);
    }

    /// Those the run is to have.
    SequencedSet<String> tags() {
        return tags;
    }

    /// The name of every task that is called, by the pointer to it.
    SequencedMap<String, String> calls() {
        return calls;
    }
}
