package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;

/// `lovage schedules backfill`: counts, and starts only when told to.
@Command(
        name = "backfill",
        description = "Run a schedule for times of the past that have no run.",
        mixinStandardHelpOptions = true)
final class SchedulesBackfill extends ApiCommand {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Option(names = "--from", required = true, paramLabel = "MOMENT", description = "Included.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, paramLabel = "MOMENT", description = "Excluded.")
    private Instant to = Instant.EPOCH;

    @Option(
            names = "--overlap",
            description = "${COMPLETION-CANDIDATES} (default: BUFFER_ALL, one after the other).")
    private Schedule.@Nullable Overlap overlap;

    @Option(names = "--yes", description = "Start them; without it they are only counted.")
    private boolean yes;

    @Override
    Said ask(LovageClient client) {
        Schedule.Backfilled done =
                client.backfillSchedule(name, new Schedule.Backfill(from, to, overlap, !yes));
        String what = done.dryRun() ? "would be started; --yes starts them" : "are started";
        return new Said(done, done.count() + " runs " + what + System.lineSeparator());
    }
}
