package dev.lovage.server;

import io.micronaut.runtime.Micronaut;

/// Starts the api process.
public final class Application {
    private Application() {}

    public static void main(String[] arguments) {
        Micronaut.build(arguments).mainClass(Application.class).banner(false).start();
    }
}
