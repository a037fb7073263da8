package dev.lovage.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How far long work is: one line that changes on a terminal, a new line now and then elsewhere.
final class Progress {
    private static final int EVERY = 15;

    private final PrintWriter err;
    private final boolean terminal;
    private int updates;

    private Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /// The JVM says of standard input and output whether a person is there; of standard error only
    /// the machine does.
    static Progress on(PrintWriter err) {
        boolean person =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Progress(err, person && isDevice(Path.of("/proc/self/fd/2")));
    }

    /// Whether it leads to a device, such as a terminal, and not to a file or another program.
    static boolean isDevice(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith("/dev");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    void show(String line) {
        err.println(line);
    }

    void update(String line) {
        if (terminal) {
            err.print("\r" + line + "\u001b[K");
            err.flush();
        } else if (updates % EVERY == 0) {
            err.println(line);
        }
        updates++;
    }

    void end() {
        if (terminal && updates > 0) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
