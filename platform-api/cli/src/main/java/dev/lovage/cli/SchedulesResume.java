package dev.lovage.cli;

import dev.lovage.client.LovageClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;

/// `lovage schedules resume`
@Command(name = "resume", description = "Resume a schedule.", mixinStandardHelpOptions = true)
final class SchedulesResume extends ApiCommand {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Option(names = "--note", description = "Why; shown to everyone.")
    private @Nullable String note;

    @Override
    Said ask(LovageClient client) {
        client.resumeSchedule(name, note);
        return new Said(Map.of("resumed", name), name + " is resumed" + System.lineSeparator());
    }
}
