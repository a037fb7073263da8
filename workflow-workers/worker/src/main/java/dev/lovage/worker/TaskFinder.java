package dev.lovage.worker;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskMethod;
import dev.lovage.sdk.Tasks;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.util.StringUtils;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds the classes with tasks and makes their one object: the bean where there is one, else by
/// the constructor without parameters.
@Factory
final class TaskFinder {
    private static final Logger LOG = LoggerFactory.getLogger(TaskFinder.class);
    private static final List<String> BUILT_IN =
            List.of("dev.lovage.worker.builtin", "dev.lovage.worker.http", "dev.lovage.worker.llm");

    @Singleton
    Tasks tasks(TaskSources sources, Settings.Worker settings, BeanContext beans) {
        var tasks = find(sources, settings.packages(), beans::findBean);
        LOG.info("Tasks: {}", tasks.all().stream().map(TaskMethod::name).toList());
        return tasks;
    }

    /// @param packages to search instead of that of `main`; blank ones do not count
    static Tasks find(
            TaskSources sources, List<String> packages, Function<Class<?>, Optional<?>> beans) {
        var owners = new ArrayList<>(sources.objects());
        var given = new HashSet<Class<?>>();
        owners.forEach(owner -> given.add(owner.getClass()));
        for (var type : classes(packages(sources, packages))) {
            if (!given.contains(type)) {
                owners.add(owner(type, beans));
            }
        }
        return Tasks.of(owners);
    }

    private static String[] packages(TaskSources sources, List<String> packages) {
        var named = packages.stream().filter(StringUtils::isNotEmpty).toList();
        var searched = named.isEmpty() ? List.of(sources.home()) : named;
        return Stream.concat(searched.stream(), BUILT_IN.stream()).toArray(String[]::new);
    }

    private static List<Class<?>> classes(String... packages) {
        try (var found =
                new ClassGraph()
                        .acceptPackages(packages)
                        .ignoreClassVisibility()
                        .ignoreMethodVisibility()
                        .enableMethodInfo()
                        .enableAnnotationInfo()
                        .scan()) {
            return found.getClassesWithMethodAnnotation(Task.class).stream()
                    .flatMap(TaskFinder::owners)
                    .filter(TaskFinder::canBeMade)
                    .distinct()
                    .<Class<?>>map(ClassInfo::loadClass)
                    .toList();
        }
    }

    /// An interface names the tasks of all who implement it.
    private static Stream<ClassInfo> owners(ClassInfo type) {
        return type.isInterface() ? type.getClassesImplementing().stream() : Stream.of(type);
    }

    /// Not the container's own subclasses either.
    private static boolean canBeMade(ClassInfo type) {
        return type.isStandardClass()
                && !type.isAbstract()
                && !type.isSynthetic()
                && !type.getSimpleName().startsWith("$");
    }

    private static Object owner(Class<?> type, Function<Class<?>, Optional<?>> beans) {
        var bean = beans.apply(type);
        if (bean.isPresent()) {
            return bean.get();
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    type.getSimpleName()
                            + " has tasks but cannot be made: give it a constructor without"
                            + " parameters, make it a bean, or pass an object of it to"
                            + " LovageWorker.run",
                    e);
        }
    }
}
