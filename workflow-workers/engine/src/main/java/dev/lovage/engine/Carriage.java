package dev.lovage.engine;

import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Carried;
import dev.lovage.canvas.RunInput.Ended;
import dev.lovage.canvas.RunInput.How;
import dev.lovage.canvas.RunInput.Mail;
import dev.lovage.canvas.RunInput.Resume;
import dev.lovage.canvas.RunInput.Tally;
import dev.lovage.engine.interpreter.FailureValue;
import dev.lovage.engine.interpreter.JsonSize;
import dev.lovage.engine.interpreter.Outcome;
import dev.lovage.engine.interpreter.Outcome.Done;
import dev.lovage.engine.interpreter.Outcome.Failed;
import dev.lovage.engine.interpreter.Outcome.Passed;
import dev.lovage.engine.interpreter.Program.Before;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a run has done before, in the form in which it travels to a new history or a new run.
final class Carriage {
    /// What is done may be this large, and together with the input that; Temporal takes 2 MiB.
    private static final long DONE_BYTES = 1024 * 1024;

    private static final long BYTES = DONE_BYTES * 3 / 2;

    /// What a signal takes besides its value.
    private static final long SIGNAL_BYTES = 300;

    private static final long NEVER = 0;

    private Carriage() {}

    static Before unpacked(Resume resume) {
        var carried = resume.carried();
        if (carried == null) {
            return Before.of(outcomes(resume.steps()));
        }
        var open = new LinkedHashMap<String, Instant>();
        carried.open().forEach((path, until) -> open.put(path, until(until)));
        return new Before(
                outcomes(resume.steps()),
                outcomes(carried.done()),
                open,
                Map.copyOf(carried.turns()),
                moments(carried.ready()),
                Set.copyOf(carried.over()),
                carried.mail());
    }

    private static Map<String, Instant> moments(Map<String, Long> millis) {
        var moments = new LinkedHashMap<String, Instant>();
        millis.forEach((path, moment) -> moments.put(path, Instant.ofEpochMilli(moment)));
        return moments;
    }

    static Resume packed(Before before, long started, Tally tally) {
        var open = new LinkedHashMap<String, Long>();
        before.open()
                .forEach((path, until) ->
                        open.put(path, until.equals(Instant.MAX) ? NEVER : until.toEpochMilli()));
        var ready = new LinkedHashMap<String, Long>();
        before.ready().forEach((path, since) -> ready.put(path, since.toEpochMilli()));
        var carried =
                new Carried(
                        started,
                        tally,
                        ended(before.done()),
                        open,
                        before.turns(),
                        ready,
                        List.copyOf(before.over()),
                        before.mail());
        return new Resume(ended(before.others()), carried);
    }

    /// Whether this can travel with the input of the run.
    static boolean fits(Before before, @Nullable Object input) {
        long bytes =
                size(before.done())
                        + size(before.others())
                        + JsonSize.of(before.turns())
                        + size(before.mail());
        return bytes <= DONE_BYTES && bytes + JsonSize.of(input) <= BYTES;
    }

    private static long size(Map<String, Outcome> outcomes) {
        long bytes = 0;
        for (var step : outcomes.entrySet()) {
            bytes += 30 + step.getKey().length() + JsonSize.of(ended(step.getValue()).value());
        }
        return bytes;
    }

    private static long size(Mail mail) {
        long bytes = JsonSize.of(mail.known()) + JsonSize.of(mail.orders());
        for (var signal : mail.waiting()) {
            bytes += SIGNAL_BYTES + JsonSize.of(signal.value());
        }
        return bytes;
    }

    private static Instant until(long until) {
        return until == NEVER ? Instant.MAX : Instant.ofEpochMilli(until);
    }

    private static Map<String, Ended> ended(Map<String, Outcome> outcomes) {
        var ended = new LinkedHashMap<String, Ended>();
        outcomes.forEach((path, outcome) -> ended.put(path, ended(outcome)));
        return ended;
    }

    private static Map<String, Outcome> outcomes(Map<String, Ended> ended) {
        var outcomes = new LinkedHashMap<String, Outcome>();
        ended.forEach((path, end) -> outcomes.put(path, outcome(end)));
        return outcomes;
    }

    static Ended ended(Outcome outcome) {
        return switch (outcome) {
            case Done(var value) -> Ended.done(value);
            case Passed(var skipped) -> skipped ? new Ended(How.SKIPPED, null) : Ended.PASSED;
            case Failed(var failure) -> new Ended(How.FAILED, FailureValue.of(failure));
        };
    }

    private static Outcome outcome(Ended ended) {
        return switch (ended.how()) {
            case DONE -> new Done(ended.value());
            case PASSED -> Passed.THROUGH;
            case SKIPPED -> Passed.SKIPPED;
            case FAILED ->
                    ended.value() instanceof Map<?, ?> failure
                            ? new Failed(FailureValue.read(failure))
                            : Outcome.cancelled("");
        };
    }

    /// When the run itself began, in ms since the epoch.
    ///
    /// @param here when this history of it began
    static long started(RunInput input, long here) {
        var carried = input.resume().carried();
        return carried == null ? here : carried.started();
    }
}
