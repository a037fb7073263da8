package dev.lovage.cli;

import dev.lovage.local.PartStatus;
import dev.lovage.local.PlatformState;
import dev.lovage.local.Stack;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `lovage status`: which parts run, and where they answer.
@Command(
        name = "status",
        description = "Show how the platform on this machine is doing.",
        mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {
    @Mixin private final DataOption data = new DataOption();

    @Mixin private final OutputOption output = new OutputOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        Path folder = data.folder();
        PlatformState state =
                PlatformState.of(folder).orElseThrow(() -> new NoPlatformException(folder));
        PrintWriter out = terminal.out();
        if (output.json()) {
            out.println(output.print(state));
            return Lovage.DONE;
        }
        Stack stack = Stack.read(folder);
        out.printf("%s, supervisor %d, data %s%n", word(state), state.pid(), folder);
        out.printf("api %s, console %s%n", stack.api(), stack.console());
        for (PartStatus part : state.parts()) {
            out.printf(
                    "%-9s  %-8s  process %-7d  restarts %d  since %s%n",
                    part.name(),
                    part.state().name().toLowerCase(Locale.ROOT),
                    part.pid(),
                    part.restarts(),
                    part.since());
        }
        return Lovage.DONE;
    }

    private static String word(PlatformState state) {
        return state.ready() ? "Ready" : "Starting";
    }
}
