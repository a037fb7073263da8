package dev.lovage.cli;

import dev.lovage.client.Batch;
import dev.lovage.client.Batch.Outcome;
import dev.lovage.client.LovageClient;
import dev.lovage.local.Harmless;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the commands that steer runs have in common: they name runs, or say by options which.
abstract class SteerCommand extends ApiCommand {
    private static final String ENDED = "RUN_ENDED";

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description = "Ids of runs; without any, options say which.")
    private final List<String> runs = new ArrayList<>();

    @Mixin private final RunOptions found = new RunOptions();

    @Option(names = "--all", description = "All runs that this can be done to.")
    private boolean all;

    @Option(
            names = "--yes",
            description = "Do it to all that the options find (default: only count them).")
    private boolean yes;

    private final Batch.Act act;
    private final String word;
    private final String done;

    /// @param word names, in JSON, a run that it was done to
    /// @param done what people read of that run
    SteerCommand(Batch.Act act, String word, String done) {
        this.act = act;
        this.word = word;
        this.done = done;
    }

    /// Does it to one run.
    abstract void one(LovageClient client, String run);

    abstract @Nullable String reason();

    @Nullable Instant until() {
        return null;
    }

    @Override
    void check() {
        found.check();
        boolean options = all || found.any() || yes;
        if (runs.isEmpty() && !all && !found.any()) {
            throw new UsageException(
                    "Name runs, or say by options which: --workflow, --status, --tag, --find, --from, --to, or --all");
        }
        if (!runs.isEmpty() && options) {
            throw new UsageException("Either name runs, or say by options which; not both");
        }
    }

    @Override
    final Said ask(LovageClient client) {
        if (runs.size() == 1) {
            one(client, runs.getFirst());
            return new Said(
                    Map.of(word, runs.getFirst()),
                    runs.getFirst() + " " + done + System.lineSeparator());
        }
        if (!runs.isEmpty()) {
            return said(named(client));
        }
        Batch batch = Batch.of(act, found.filter(), reason()).until(until());
        return yes ? said(all(client, batch)) : counted(client.batch(batch.dry()));
    }

    private List<Outcome> named(LovageClient client) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < runs.size(); from += Batch.LARGEST) {
            List<String> some = runs.subList(from, Math.min(runs.size(), from + Batch.LARGEST));
            outcomes.addAll(client.batch(Batch.of(act, some, reason()).until(until())).outcomes());
        }
        return outcomes;
    }

    private static List<Outcome> all(LovageClient client, Batch batch) {
        Batch.Done page = client.batch(batch);
        List<Outcome> outcomes = new ArrayList<>(page.outcomes());
        while (page.nextPageToken() != null) {
            page = client.batch(batch.from(page.nextPageToken()));
            outcomes.addAll(page.outcomes());
        }
        return outcomes;
    }

    private static Said counted(Batch.Done count) {
        String runs = (count.more() ? "more than " : "") + count.matching() + " runs";
        return new Said(
                count,
                runs + " match; repeat it with --yes to do it to them" + System.lineSeparator());
    }

    private Said said(List<Outcome> outcomes) {
        String text =
                outcomes.stream()
                        .map(outcome -> line(outcome) + System.lineSeparator())
                        .collect(Collectors.joining());
        boolean failed =
                outcomes.stream()
                        .anyMatch(outcome -> !outcome.done() && !ENDED.equals(outcome.code()));
        long did = outcomes.stream().filter(Outcome::done).count();
        String sum = did + " of " + outcomes.size() + " runs" + System.lineSeparator();
        return new Said(outcomes, text + sum, failed ? Lovage.FAILED : Lovage.DONE);
    }

    private String line(Outcome outcome) {
        String said =
                outcome.done() ? done : Harmless.text(outcome.code() + ": " + outcome.message());
        return Harmless.text(outcome.run()) + " " + said;
    }
}
