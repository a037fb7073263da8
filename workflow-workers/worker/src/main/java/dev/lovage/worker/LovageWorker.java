package dev.lovage.worker;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;

import java.util.List;

/// Starts a worker: one line in the `main` of whoever has tasks of their own.
///
/// ```java
/// public static void main(String[] arguments) {
///     LovageWorker.run(arguments);
/// }
/// ```
public final class LovageWorker {
    private static final StackWalker CALLER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private LovageWorker() {}

    /// Serves these objects' tasks, those of the classes in the caller's package and below it (or
    /// in `lovage.worker.packages`), and the built-in ones, until the process is told to stop.
    public static ApplicationContext run(String[] arguments, Object... tasks) {
        var main = CALLER.getCallerClass();
        return Micronaut.build(arguments)
                .mainClass(main)
                .banner(false)
                .propertySources(FrameworkSettings.source())
                .singletons(new TaskSources(main.getPackageName(), List.of(tasks)))
                .start();
    }
}
