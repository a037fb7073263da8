package dev.lovage.server.why;

import dev.lovage.client.Run.Why;
import dev.lovage.client.Run.Why.Kind;
import dev.lovage.events.Failure;
import dev.lovage.server.run.PauseStore.Pause;
import dev.lovage.server.run.RunEngine.Polling;
import dev.lovage.server.task.Catalogue.Server;
import dev.lovage.server.why.Places.Place;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A reason as a sentence and its fields.
final class Telling {
    private static final int LONGEST_MESSAGE = 200;
    private static final Place NOWHERE = new Place(null, "", null, null);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Telling() {}

    static Why why(Reason reason) {
        var why = told(reason);
        return new Why(
                why.kind(),
                why.sentence(),
                why.path(),
                why.since(),
                why.until(),
                why.queue(),
                why.task(),
                why.error(),
                Advice.about(reason),
                reason instanceof Reason.Child child ? child.run() : null);
    }

    private static Why told(Reason reason) {
        return switch (reason) {
            case Reason.Ended ended -> why(Kind.ENDED, ended(ended));
            case Reason.Forgotten() ->
                    why(
                            Kind.BEHIND,
                            "Temporal no longer knows the run; this is the last that was heard.");
            case Reason.Later(var until) ->
                    why(Kind.SCHEDULED, "The run starts at " + at(until) + ".", NOWHERE, until);
            case Reason.Paused(var pause) -> paused(pause);
            case Reason.Untaken(var place, var _) ->
                    why(Kind.BUSY, "No worker has taken " + what(place) + " yet.", place, null);
            case Reason.NoWorker(var place, var last) ->
                    why(Kind.NO_WORKER, unpolled(place) + served(last), place, null);
            case Reason.Busy busy -> why(Kind.BUSY, busy(busy), busy.place(), null);
            case Reason.Unserved(var place, var _) ->
                    why(Kind.NO_HANDLER, unserved(place), place, null);
            case Reason.Stuck stuck ->
                    why(Kind.STUCK, stuck(stuck), new Place(null, "", null, stuck.since()), null);
            case Reason.Retrying retrying ->
                    why(
                            Kind.RETRYING,
                            retrying(retrying),
                            retrying.place(),
                            retrying.until(),
                            retrying.failure());
            case Reason.Running(var tasks) -> why(Kind.RUNNING, running(tasks));
            case Reason.Timer(var place, var until) ->
                    why(Kind.TIMER, timer(place, until), place, until);
            case Reason.Awaiting awaiting ->
                    why(Kind.WAITING, awaiting(awaiting), awaiting.place(), awaiting.until());
            case Reason.Child(var place, var run) ->
                    why(
                            Kind.CHILD,
                            "%s waits for the run `%s`.".formatted(place.path(), run),
                            place,
                            null);
            case Reason.Stale(var _) ->
                    why(
                            Kind.STALE,
                            "How the run stands is right; what its steps did nobody can tell, for"
                                    + " no worker polls its queue.");
            case Reason.Waiting(var place) ->
                    why(Kind.WAITING, "The run waits at " + place.path() + ".", place, null);
            case Reason.Behind(var lag) ->
                    why(
                            Kind.BEHIND,
                            "What is shown is %d s old; the run itself goes on."
                                    .formatted(lag.toSeconds()));
        };
    }

    private static Why why(Kind kind, String sentence) {
        return why(kind, sentence, NOWHERE, null);
    }

    private static Why why(Kind kind, String sentence, Place place, @Nullable Instant until) {
        return why(kind, sentence, place, until, null);
    }

    private static Why why(
            Kind kind,
            String sentence,
            Place place,
            @Nullable Instant until,
            @Nullable Failure error) {
        var queue = place.queue().isEmpty() ? null : place.named();
        return new Why(
                kind, sentence, place.path(), place.since(), until, queue, place.task(), error);
    }

    private static String ended(Reason.Ended ended) {
        var how = ended.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return ended.heard()
                ? "The run has ended: %s.".formatted(how)
                : "The run has ended (%s); its last events are on their way.".formatted(how);
    }

    private static Why paused(@Nullable Pause pause) {
        if (pause == null) {
            return why(Kind.PAUSED, "The run is paused; resume it to go on.");
        }
        var until = pause.until();
        var end = until == null ? "" : " until " + at(until);
        var reason = pause.reason() == null ? "" : cut(pause.reason());
        return why(
                Kind.PAUSED,
                "%s paused the run%s%s."
                        .formatted(pause.by(), end, reason.isEmpty() ? "" : ": " + reason),
                new Place(null, "", null, pause.at()),
                until);
    }

    private static String awaiting(Reason.Awaiting awaiting) {
        var until = awaiting.until();
        return "%s waits for `%s`%s%s."
                .formatted(
                        awaiting.place().path(),
                        awaiting.name(),
                        awaiting.assignees().isEmpty()
                                ? ""
                                : " by " + String.join(" or ", awaiting.assignees()),
                        until == null ? "" : " until " + at(until));
    }

    private static String unpolled(Place place) {
        return place.task() == null
                ? "No worker polls the queue `%s`; the run goes on as soon as one does."
                        .formatted(place.named())
                : "No worker polls the queue `%s`; %s waits for one."
                        .formatted(place.named(), what(place));
    }

    private static String served(@Nullable Server last) {
        return last == null
                ? ""
                : " `%s` was the last that served it, until %s."
                        .formatted(last.worker(), at(last.seen()));
    }

    private static String busy(Reason.Busy busy) {
        var place = busy.place();
        var crowd = busy.polling().waiting() > 1 ? crowd(busy.polling()) : "";
        return "The workers of the queue `%s`%s have no place free for %s yet."
                .formatted(place.named(), crowd, what(place));
    }

    private static String crowd(Polling polling) {
        var oldest =
                polling.oldest().isPositive()
                        ? ", the oldest for %d s".formatted(polling.oldest().toSeconds())
                        : "";
        var rate =
                polling.rate() > 0
                        ? String.format(Locale.ROOT, ", %.1f a second are taken", polling.rate())
                        : "";
        return ", where about %s wait%s%s,".formatted(number(polling.waiting()), oldest, rate);
    }

    private static String unserved(Place place) {
        return "Workers poll the queue `%s`, but none of them serves %s."
                .formatted(place.named(), what(place));
    }

    private static String stuck(Reason.Stuck stuck) {
        var trouble = stuck.trouble();
        var said = trouble == null ? "" : cut(trouble.message());
        return "Workers fail to decide how the run goes on (%s so far)%s."
                .formatted(times(stuck.attempts()), said.isEmpty() ? "" : ": " + said);
    }

    private static String retrying(Reason.Retrying retrying) {
        var failure = retrying.failure();
        var until = retrying.until();
        return "%s failed %s, last with %s%s; it is tried again%s."
                .formatted(
                        what(retrying.place()),
                        times(Math.max(1, failure.attempt())),
                        failure.code(),
                        message(failure),
                        until == null ? " soon" : " at " + at(until));
    }

    private static String message(Failure failure) {
        var text = cut(failure.message());
        return text.isEmpty() ? "" : ": " + text;
    }

    /// Without the dot at its end, for a sentence has one of its own.
    private static String cut(String message) {
        var text = message.strip();
        int points = text.codePointCount(0, text.length());
        return points <= LONGEST_MESSAGE
                ? text.replaceAll("[.]+$", "")
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_MESSAGE)) + "…";
    }

    private static String running(int tasks) {
        return switch (tasks) {
            case 0 -> "The run goes on.";
            case 1 -> "One task runs.";
            default -> number(tasks) + " tasks run.";
        };
    }

    private static String timer(Place place, @Nullable Instant until) {
        return until == null
                ? "%s waits for its time.".formatted(place.path())
                : "%s waits until %s.".formatted(place.path(), at(until));
    }

    private static String what(Place place) {
        var task = place.task() == null ? "the run" : "`" + place.task() + "`";
        return place.path() == null ? task : task + " at " + place.path();
    }

    private static String times(int count) {
        return switch (count) {
            case 1 -> "once";
            case 2 -> "twice";
            default -> number(count) + " times";
        };
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String at(Instant moment) {
        return TIME.format(moment);
    }
}
