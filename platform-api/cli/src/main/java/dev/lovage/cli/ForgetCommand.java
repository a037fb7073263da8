package dev.lovage.cli;

import dev.lovage.client.LovageClient;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.Map;

/// `lovage forget`
@Command(
        name = "forget",
        description = {
            "Take away the result of a run that has ended and the values of its steps, for good;",
            "how it went stays. Temporal keeps its own copy until it deletes the history."
        },
        mixinStandardHelpOptions = true)
final class ForgetCommand extends ApiCommand {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Override
    Said ask(LovageClient client) {
        client.forget(run);
        return new Said(
                Map.of("forgotten", run),
                "the values of " + run + " are forgotten" + System.lineSeparator());
    }
}
