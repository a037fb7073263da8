package dev.lovage.cli;

import dev.lovage.local.LocalException;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.io.PrintWriter;

/// The command `lovage`.
@Command(
        name = "lovage",
        description = "Durable workflows you can see.",
        mixinStandardHelpOptions = true,
        subcommands = {Up.class})
public final class Lovage {
    static final int FAILED = 1;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lovage())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Lovage::explain);
    }

    /// What a person can act on is one message; everything else is a defect and shows its trace.
    private static int explain(
            Exception problem, CommandLine command, CommandLine.ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (problem instanceof LocalException) {
            err.println(problem.getMessage());
        } else {
            problem.printStackTrace(err);
        }
        return FAILED;
    }
}
