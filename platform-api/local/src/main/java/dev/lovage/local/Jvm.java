package dev.lovage.local;

import java.nio.file.Path;
import java.util.List;

/// How the Java parts start: with the JDK that runs the supervisor, and modest.
final class Jvm {
    private Jvm() {}

    /// The beginning of a command line with a heap of at most `megabytes`.
    static List<String> small(int megabytes) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // libraries that have not caught up would warn at every start
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }
}
