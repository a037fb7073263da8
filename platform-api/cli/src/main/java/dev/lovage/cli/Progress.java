package dev.lovage.cli;

import java.io.Console;
import java.io.PrintWriter;
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

    static Progress on(PrintWriter err) {
        return new Progress(
                err, Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false));
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
