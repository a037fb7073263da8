package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.client.Schedule.Why;
import dev.lovage.client.Schedule.Why.Kind;
import dev.lovage.server.schedule.ScheduleEngine.Described;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Says why a schedule starts no run now: what holds back a run that does not exist yet.
///
/// @param there as Temporal has it; absent where it does not
@SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
record Standstill(ScheduleRow row, @Nullable Described there) {
    private static final int NAMED = 3;

    Why why() {
        return there == null ? notApplied() : why(there);
    }

    private Why why(Described found) {
        var next = found.fires().next().stream().findFirst().orElse(null);
        if (found.state().paused()) {
            return new Why(Kind.PAUSED, paused(), null, found.running(), 0, resume());
        }
        if (found.waiting() > 0) {
            return new Why(
                    Kind.WAITING,
                    waits(found),
                    next,
                    found.running(),
                    found.waiting(),
                    look(found.running()));
        }
        if (found.isOver() || next == null) {
            return new Why(Kind.OVER, over(found), null, found.running(), 0, null);
        }
        if (!found.running().isEmpty() && overlap() == Overlap.SKIP) {
            return new Why(
                    Kind.SKIPPING,
                    skips(found, next),
                    next,
                    found.running(),
                    0,
                    look(found.running()));
        }
        var sentence = "Nothing holds it: it is due next at %s.".formatted(next);
        return new Why(Kind.DUE, sentence, next, found.running(), 0, null);
    }

    private Why notApplied() {
        var standing = row.standing();
        var sentence =
                switch (standing.state()) {
                    case FAILED ->
                            "Temporal does not take it: "
                                    + Objects.requireNonNullElse(
                                            standing.error(), "no reason given");
                    case ENDED -> "It has run its course, or was deleted in Temporal.";
                    case APPLIED, PENDING, UNKNOWN -> "Temporal does not have it yet.";
                };
        var advice =
                switch (standing.state()) {
                    case FAILED -> "Save it as Temporal takes it.";
                    case ENDED -> "Save it again to begin anew.";
                    case APPLIED, PENDING, UNKNOWN -> null;
                };
        return new Why(Kind.NOT_APPLIED, sentence, null, List.of(), 0, advice);
    }

    private String paused() {
        var until = row.standing().until();
        var note = there == null ? null : there.state().note();
        return "It is paused"
                + (until == null ? "" : " until " + until)
                + (note == null ? "." : ": " + note);
    }

    private String resume() {
        return "Resume it with `lovage schedules resume %s`.".formatted(row.key().name());
    }

    private String waits(Described found) {
        var count = found.waiting();
        var who = count == 1 ? "A run waits" : "%,d runs wait".formatted(count);
        var whom = names(found.running());
        return switch (overlap()) {
            case BUFFER_ONE ->
                    "%s until %s has ended; times that come meanwhile are left out."
                            .formatted(who, whom);
            case BUFFER_ALL, SKIP, ALLOW_ALL ->
                    count == 1
                            ? "%s until %s has ended.".formatted(who, whom)
                            : "%s until %s has ended, and then for each other."
                                    .formatted(who, whom);
            case CANCEL_OTHER ->
                    "%s until %s has ended, which is cancelled for it.".formatted(who, whom);
            case TERMINATE_OTHER ->
                    "%s until %s has ended, which is terminated for it.".formatted(who, whom);
        };
    }

    private static String skips(Described found, Instant next) {
        var skipped = found.fires().counts().skipped();
        return "%s has not ended: the time that is due next, %s, is left out unless it has by then"
                        .formatted(names(found.running()), next)
                + (skipped == 0 ? "." : "; so far %,d were.".formatted(skipped));
    }

    private static String over(Described found) {
        var left = found.state().remaining();
        return left != null && left == 0
                ? "It starts no more runs: it had a number of them, and none is left."
                : "It starts no more runs: no time that it names is to come.";
    }

    private static @Nullable String look(List<String> running) {
        return running.isEmpty()
                ? null
                : "See what holds that with `lovage why %s`.".formatted(running.getFirst());
    }

    private static String names(List<String> runs) {
        if (runs.isEmpty()) {
            return "the run before";
        }
        var named =
                String.join(", ", runs.stream().limit(NAMED).map(run -> "`" + run + "`").toList());
        return runs.size() > NAMED ? named + " and %,d more".formatted(runs.size() - NAMED) : named;
    }

    private Overlap overlap() {
        Schedule.Policies policies = row.put().policies();
        var overlap = policies == null ? null : policies.overlap();
        return overlap == null ? Overlap.SKIP : overlap;
    }
}
