package dev.lovage.local;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder with the root pom, and what Maven has built below it.
public record Checkout(Path root) {
    private static final String PROPERTY = "lovage.checkout";

    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /// The checkout that the system property `lovage.checkout` names, or the one around the current
    /// folder.
    public static Checkout find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return new Checkout(Path.of(named));
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("platform-api/lovage"))) {
                return new Checkout(folder);
            }
        }
        throw new LocalException(here + " is not inside a checkout of Lovage");
    }

    public Distribution api() {
        return distribution("platform-api/server");
    }

    public Distribution cli() {
        return distribution("platform-api/cli");
    }

    public Distribution console() {
        return distribution("console-ui");
    }

    /// The worker with the samples' tasks.
    public Distribution worker() {
        return distribution("workflow-workers/samples");
    }

    /// The measuring of [Plan.Extent#API].
    public Distribution bench() {
        return distribution("workflow-workers/bench");
    }

    Path broker() {
        return root.resolve("platform-api/broker/target/lib");
    }

    private Distribution distribution(String module) {
        return new Distribution(root.resolve(module).resolve("target"));
    }
}
