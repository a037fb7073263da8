package dev.lovage.cli;

import dev.lovage.local.Checkout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// This program once more, from a copy of its jars: a build replaces the ones it was started from.
final class SelfCopy {
    private final Path folder;

    SelfCopy(Path folder) {
        this.folder = folder;
    }

    /// A child on the same terminal. It is told to end when this process ends, however that comes
    /// about.
    ProcessBuilder attached(List<String> arguments) throws IOException {
        return builder(List.of("setpriv", "--pdeathsig", "TERM"), arguments).inheritIO();
    }

    /// A process of its own that outlives this one.
    ProcessBuilder detached(List<String> arguments, Path log) throws IOException {
        return builder(List.of("setsid"), arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private ProcessBuilder builder(List<String> prefix, List<String> arguments) throws IOException {
        Checkout checkout = Checkout.find();
        Path jar = checkout.cli().copyTo(folder);
        List<String> line = new ArrayList<>(prefix);
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.add("--sun-misc-unsafe-memory-access=allow");
        line.add("-Dlovage.checkout=" + checkout.root());
        line.addAll(List.of("-jar", jar.toString()));
        line.addAll(arguments);
        return new ProcessBuilder(line);
    }

    /// Waits for the end of a child, and sees to it that it comes before our own.
    static int await(Process child) throws InterruptedException {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            child.destroy();
                            child.onExit().join();
                        }));
        return child.waitFor();
    }
}
