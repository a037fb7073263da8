package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Rerun;
import dev.lovage.local.Harmless;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.stream.Collectors;

/// `lovage rerun`
@Command(
        name = "rerun",
        description = {
            "Run once more what an ended run ran, in the same revision: all of it, from a step",
            "on, or one step only. What the run did well before is used as it was."
        },
        mixinStandardHelpOptions = true)
final class RerunCommand extends ApiCommand {
    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @ArgGroup private @Nullable Part part;

    @Option(
            names = "--input",
            paramLabel = "JSON|@FILE",
            description = "Another input (default: the one it had).")
    private @Nullable String input;

    @Option(names = "--key", description = "The same key and request start one run only.")
    private @Nullable String key;

    @Option(names = "--plan", description = "Only say what would run again, and why.")
    private boolean plan;

    /// One or the other.
    static final class Part {
        @Option(
                names = "--from",
                paramLabel = "STEP",
                description = "Path or id of the step: it runs again, with all that follows.")
        private @Nullable String from;

        @Option(
                names = "--only",
                paramLabel = "STEP",
                description = "Path or id of the step: it runs again, and what follows does not.")
        private @Nullable String only;
    }

    @Override
    Said ask(LovageClient client) {
        String from = part == null ? null : part.from;
        String only = part == null ? null : part.only;
        if (plan) {
            Rerun.Plan told = client.rerunPlan(run, from, only, input != null);
            return new Said(told, text(told));
        }
        Object given = input == null ? null : Given.read(input);
        var accepted = client.rerun(run, new Rerun(from, only, given), key);
        return new Said(accepted, accepted.id() + System.lineSeparator());
    }

    private static String text(Rerun.Plan plan) {
        return plan.steps().stream()
                .map(step -> line(step) + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private static String line(Rerun.Step step) {
        return "%-6s %s  %s"
                .formatted(
                        step.again() == 0 ? "used" : "again",
                        Harmless.text(step.path()) + many(step),
                        Harmless.text(step.sentence()));
    }

    private static String many(Rerun.Step step) {
        return step.used() + step.again() < 2
                ? ""
                : " (%d of %d again)".formatted(step.again(), step.used() + step.again());
    }
}
