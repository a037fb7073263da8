package dev.lovage.cli;

import dev.lovage.client.LovageClient;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;

/// `lovage resume`
@Command(name = "resume", description = "Let a paused run go on.", mixinStandardHelpOptions = true)
final class ResumeCommand extends ApiCommand {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Option(names = "--reason", description = "Why; kept in the audit trail (default: none).")
    private @Nullable String reason;

    @Override
    Said ask(LovageClient client) {
        client.resume(run, reason);
        return new Said(Map.of("resumed", run), run + " goes on" + System.lineSeparator());
    }
}
