package dev.lovage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;

/// Where a command prints: what was asked for on `out`, everything about it on `err`.
@Command
final class Terminal {
    private CommandSpec command = CommandSpec.create();

    @Spec(Spec.Target.MIXEE)
    void of(CommandSpec command) {
        this.command = command;
    }

    PrintWriter out() {
        return command.root().commandLine().getOut();
    }

    PrintWriter err() {
        return command.root().commandLine().getErr();
    }
}
