package dev.lovage.cli;

import dev.lovage.local.Stack;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// The command `lovage`, told to speak to the platform of the tests, and what it printed last.
final class Words {
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /// Gives its exit code.
    int execute(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        CommandLine lovage = Lovage.commandLine();
        lovage.setOut(new PrintWriter(out, true));
        lovage.setErr(new PrintWriter(err, true));
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--data", Stack.shared().home()));
        return lovage.execute(line.toArray(String[]::new));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
