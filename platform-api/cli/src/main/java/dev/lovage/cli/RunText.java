package dev.lovage.cli;

import dev.lovage.client.Rerun;
import dev.lovage.client.Run;
import dev.lovage.events.Failure;
import dev.lovage.events.StepState;
import dev.lovage.local.Harmless;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A run as people read it on a terminal.
final class RunText {
    private static final int STEPS = 50;
    private static final Set<StepState> FAILED =
            Set.of(StepState.FAILED, StepState.TIMED_OUT, StepState.EXPIRED);

    private RunText() {}

    /// Whether a step has failed or is open.
    static boolean matters(Run.Step step) {
        return !step.state().ended() || FAILED.contains(step.state());
    }

    static String whole(ShowCommand.Shown shown) {
        Run run = shown.run();
        List<String> lines = new ArrayList<>();
        lines.add(run.id() + " " + run.state());
        lines.add("workflow   " + run.workflow() + revision(run));
        lines.add("trigger    " + trigger(run.trigger()));
        Rerun.Of again = run.trigger().rerunOf();
        if (again != null) {
            lines.add("rerun of   " + again.run() + part(again));
        }
        lines.add("accepted   " + run.times().accepted());
        add(lines, "started    ", run.times().started());
        add(lines, "ended      ", run.times().ended());
        if (run.overlay() != null) {
            lines.add("beside it  " + overlay(run.overlay()));
        }
        if (shown.why() != null) {
            lines.add("why        " + why(shown.why()));
            advise(lines, "advice     ", shown.why());
        }
        if (run.error() != null) {
            lines.add("error      " + failure(run.error()));
        }
        shown.steps().stream().limit(STEPS).forEach(step -> lines.add("  " + step(step)));
        if (shown.steps().size() > STEPS || shown.more()) {
            lines.add("There are more steps: see the console, or --output json.");
        }
        return text(lines);
    }

    /// The reason alone.
    static String whole(Run.Why why) {
        List<String> lines = new ArrayList<>();
        lines.add(why.kind() + "  " + Harmless.text(why.sentence()));
        add(lines, "since      ", why.since());
        add(lines, "until      ", why.until());
        add(lines, "step       ", why.path() == null ? null : Harmless.text(why.path()));
        add(lines, "run        ", why.child());
        advise(lines, "advice     ", why);
        return text(lines);
    }

    private static void advise(List<String> lines, String name, Run.Why why) {
        if (why.advice() != null) {
            lines.add(name + Harmless.text(why.advice()));
        }
    }

    private static String overlay(Run.Overlay overlay) {
        return switch (overlay) {
            case WEDGED -> "WEDGED: workers fail to decide how the run goes on";
            case NO_WORKER -> "NO_WORKER: its work waits in a queue that no worker polls";
            case STALE -> "STALE: nobody can tell its steps until a worker polls its queue";
        };
    }

    private static String text(List<String> lines) {
        return lines.stream()
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    /// What was never saved has none.
    private static String revision(Run run) {
        return run.revision() == 0 ? "" : " revision " + run.revision();
    }

    private static String trigger(Run.Trigger trigger) {
        String by = trigger.by() == null ? "" : " by " + Harmless.text(trigger.by());
        String tags =
                trigger.tags().isEmpty()
                        ? ""
                        : ", tags " + Harmless.text(String.join(" ", trigger.tags()));
        String queue = trigger.queue() == null ? "" : ", queue " + trigger.queue();
        return trigger.kind() + by + tags + queue;
    }

    private static String part(Rerun.Of again) {
        if (again.from() != null) {
            return " from " + Harmless.text(again.from());
        }
        return again.only() == null ? "" : ", only " + Harmless.text(again.only());
    }

    private static String why(Run.Why why) {
        String until = why.until() == null ? "" : " (until " + why.until() + ")";
        return why.kind() + " " + Harmless.text(why.sentence()) + until;
    }

    private static String step(Run.Step step) {
        String task =
                step.work() == null || step.work().task() == null
                        ? step.kind()
                        : step.work().task();
        String error = step.error() == null ? "" : "  " + said(step.error());
        String attempt = step.attempt() == 0 ? "" : "  attempt " + step.attempt();
        return "%-9s %s  %s%s%s%s%s"
                .formatted(
                        step.state(),
                        Harmless.text(step.path()),
                        Harmless.text(task),
                        attempt,
                        step.underway() == null ? "" : underway(step.underway()),
                        step.stale() ? ", as last heard" : "",
                        error);
    }

    /// How far its task says it is, and when it is tried again.
    private static String underway(Run.Underway underway) {
        Run.Progress progress = underway.progress();
        String far =
                progress == null
                        ? ""
                        : ", "
                                + progress.done()
                                + (progress.total() > 0 ? " of " + progress.total() : "")
                                + (progress.message().isEmpty()
                                        ? ""
                                        : " (" + Harmless.text(progress.message()) + ")");
        return underway.retryAt() == null ? far : far + ", again at " + underway.retryAt();
    }

    private static String failure(Failure error) {
        String place = error.path().isEmpty() ? "" : " (" + Harmless.text(error.path()) + ")";
        return said(error) + place;
    }

    private static String said(Failure error) {
        return Harmless.text(error.code()) + ": " + Harmless.text(error.message());
    }

    private static void add(List<String> lines, String name, @Nullable Object value) {
        if (value != null) {
            lines.add(name + value);
        }
    }
}
