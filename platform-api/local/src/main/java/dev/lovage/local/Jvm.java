package dev.lovage.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the Java parts start: with the JDK that runs the supervisor, and modest.
final class Jvm {
    private Jvm() {}

    /// The beginning of a command line with a heap of at most `megabytes`, that starts soon rather
    /// than runs fast.
    static List<String> small(int megabytes) {
        var line = new ArrayList<>(fast(megabytes));
        line.add("-XX:TieredStopAtLevel=1");
        return line;
    }

    /// The same with everything that the compiler can do.
    static List<String> fast(int megabytes) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                // libraries that have not caught up would warn at every start
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow");
    }
}
