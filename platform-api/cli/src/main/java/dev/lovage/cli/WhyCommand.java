package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `lovage why`
@Command(
        name = "why",
        description = "Say why a run is not simply running, since when, and what to do about it.",
        mixinStandardHelpOptions = true)
final class WhyCommand extends ApiCommand {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String id = "";

    @Override
    Said ask(LovageClient client) {
        Run.Why why = client.why(id);
        return new Said(why, RunText.whole(why));
    }
}
