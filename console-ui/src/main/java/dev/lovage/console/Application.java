package dev.lovage.console;

import io.micronaut.runtime.Micronaut;

/// Starts the console process.
final class Application {
    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
