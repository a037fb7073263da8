package dev.lovage.sdk;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The tasks of a worker, by name.
public final class Tasks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,199}");
    private static final String OURS = "lovage.";

    private final Map<String, TaskMethod> byName;

    private Tasks(Map<String, TaskMethod> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /// Every method of these objects that is annotated with [Task].
    ///
    /// All that is wrong with them is said at once, in one [IllegalArgumentException].
    public static Tasks of(Object... owners) {
        return of(List.of(owners));
    }

    /// Every method of these objects that is annotated with [Task].
    public static Tasks of(Collection<?> owners) {
        var found = new TreeMap<String, TaskMethod>();
        var wrong = new ArrayList<String>();
        for (var owner : owners) {
            for (var each : TaskMethods.of(owner.getClass())) {
                try {
                    add(found, read(owner, each));
                } catch (IllegalArgumentException e) {
                    wrong.add(TaskMethod.place(each.method()) + ": " + e.getMessage());
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(
                    "These methods cannot be tasks:\n  " + String.join("\n  ", wrong));
        }
        return new Tasks(found);
    }

    /// The same tasks, with these functions beside them, or in the place of those of the same name.
    public Tasks with(Map<String, TaskFunction> functions) {
        var all = new TreeMap<>(byName);
        functions.forEach(
                (name, function) -> all.put(name, TaskMethod.of(name, byName.get(name), function)));
        return new Tasks(all);
    }

    /// Whether a method of this class, or of one above it, is a task.
    public static boolean declaredBy(Class<?> type) {
        return !TaskMethods.of(type).isEmpty();
    }

    public Optional<TaskMethod> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// All of them, sorted by name.
    public Collection<TaskMethod> all() {
        return byName.values();
    }

    private static TaskMethod read(Object owner, TaskMethods.Found found) {
        var task = found.task();
        var method = found.method();
        if (!NAME.matcher(task.value()).matches() || task.value().startsWith(OURS)) {
            throw new IllegalArgumentException(
                    "\"%s\" is no name for a task: letters, digits, . _ -, not beginning with %s"
                            .formatted(task.value(), OURS));
        }
        if (!Modifier.isPublic(method.getModifiers())) {
            throw new IllegalArgumentException("make it public");
        }
        if (Arrays.stream(method.getParameters()).anyMatch(p -> !p.isNamePresent())) {
            throw new IllegalArgumentException(
                    "its parameters have no names: compile it with -parameters");
        }
        method.setAccessible(true);
        return new TaskMethod(task, owner, method);
    }

    private static void add(Map<String, TaskMethod> found, TaskMethod task) {
        var other = found.putIfAbsent(task.name(), task);
        if (other != null) {
            throw new IllegalArgumentException(
                    "the name " + task.name() + " is taken by " + other.place());
        }
    }
}
