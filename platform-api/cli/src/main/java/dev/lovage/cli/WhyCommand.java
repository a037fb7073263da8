package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.client.Schedule;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lovage why`
@Command(
        name = "why",
        description = {
            "Say why a run is not simply running, since when, and what to do about it; or why a",
            "schedule starts no run, which may wait for the one before to end."
        },
        mixinStandardHelpOptions = true)
final class WhyCommand extends ApiCommand {
    @Parameters(paramLabel = "RUN", description = "The run's id, or a schedule's name.")
    private String id = "";

    @Option(names = "--schedule", description = "What is named is a schedule.")
    private boolean schedule;

    @Override
    Said ask(LovageClient client) {
        if (schedule) {
            Schedule.Why why = client.whySchedule(id);
            return new Said(why, ScheduleText.whole(why));
        }
        Run.Why why = client.why(id);
        return new Said(why, RunText.whole(why));
    }
}
