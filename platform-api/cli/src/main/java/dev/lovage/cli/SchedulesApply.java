package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/// `lovage schedules apply`: saves one from a file.
@Command(
        name = "apply",
        description = "Save a schedule, YAML or JSON.",
        mixinStandardHelpOptions = true)
final class SchedulesApply extends ApiCommand {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "The schedule (default: the name of the file, without its ending).")
    private @Nullable String name;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "What it is to be: action, spec, policies.")
    private Path file = Path.of("");

    private String text = "";

    @Override
    void check() {
        text = read(file);
    }

    @Override
    Said ask(LovageClient client) {
        Schedule saved = client.saveSchedule(name == null ? stem(file) : name, text);
        return new Said(
                saved,
                "%s version %d: %s%n"
                        .formatted(
                                saved.name(),
                                saved.saved().version(),
                                "saved, and applied in a moment"));
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
