package dev.lovage.sdk;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the methods of a class that are tasks, by their own annotation or by that of an interface
/// they implement.
final class TaskMethods {
    private TaskMethods() {}

    /// A method and what makes it a task.
    record Found(Task task, Method method) {}

    private record Shape(String name, List<Class<?>> parameters) {
        static Shape of(Method method) {
            return new Shape(method.getName(), List.of(method.getParameterTypes()));
        }
    }

    /// Also those of the classes above: a container's proxy is a subclass without annotations.
    static List<Found> of(Class<?> type) {
        var found = new ArrayList<Found>();
        var interfaces = new HashSet<Shape>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (var method : c.getDeclaredMethods()) {
                var own = Optional.ofNullable(method.getAnnotation(Task.class));
                own.or(() -> contract(method))
                        .filter(_ -> !method.isBridge())
                        .filter(_ -> own.isPresent() || interfaces.add(Shape.of(method)))
                        .ifPresent(task -> found.add(new Found(task, method)));
            }
        }
        return found;
    }

    /// What makes this method a task.
    static Optional<Task> annotation(Method method) {
        for (Class<?> c = method.getDeclaringClass(); c != null; c = c.getSuperclass()) {
            var above = declared(c, method).flatMap(TaskMethods::own);
            if (above.isPresent()) {
                return above;
            }
        }
        return Optional.empty();
    }

    private static Optional<Task> own(Method method) {
        return Optional.ofNullable(method.getAnnotation(Task.class)).or(() -> contract(method));
    }

    private static Optional<Task> contract(Method method) {
        return interfaces(method.getDeclaringClass()).stream()
                .flatMap(each -> declared(each, method).stream())
                .flatMap(each -> Optional.ofNullable(each.getAnnotation(Task.class)).stream())
                .findFirst();
    }

    private static Optional<Method> declared(Class<?> type, Method like) {
        var shape = Shape.of(like);
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isBridge() && Shape.of(method).equals(shape))
                .findFirst();
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        var all = new LinkedHashSet<Class<?>>();
        for (var each : type.getInterfaces()) {
            all.add(each);
            all.addAll(interfaces(each));
        }
        return all;
    }
}
