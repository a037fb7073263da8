package dev.lovage.worker;

/// The worker with the built-in tasks, and those of `lovage.worker.packages`.
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        LovageWorker.run(arguments);
    }
}
