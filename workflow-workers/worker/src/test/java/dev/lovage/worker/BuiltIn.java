package dev.lovage.worker;

import dev.lovage.sdk.TaskMethod;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The built-in tasks, only to be looked at.
final class BuiltIn {
    private BuiltIn() {}

    static List<TaskMethod> tasks() {
        var made = made();
        return TaskFinder.find(
                        new TaskSources("dev.lovage.worker.nowhere", List.of()),
                        List.of(""),
                        type -> Optional.ofNullable(made.get(type)))
                .all()
                .stream()
                .toList();
    }

    /// The classes that need something to be made, and got nothing.
    static Map<Class<?>, Object> made() {
        var made = new HashMap<Class<?>, Object>();
        for (var name :
                List.of(
                        "builtin.FileTasks",
                        "http.HttpTasks",
                        "http.WebhookTasks",
                        "llm.ChatTasks")) {
            try {
                var type = Class.forName("dev.lovage.worker." + name);
                var constructor = type.getDeclaredConstructors()[0];
                constructor.setAccessible(true);
                made.put(
                        type, constructor.newInstance(new Object[constructor.getParameterCount()]));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return made;
    }
}
