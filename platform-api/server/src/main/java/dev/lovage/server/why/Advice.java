package dev.lovage.server.why;

import dev.lovage.server.why.Places.Place;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a person can do about a reason.
final class Advice {
    private Advice() {}

    /// Nothing where nothing can be done, or has to be.
    static @Nullable String about(Reason reason) {
        return switch (reason) {
            case Reason.Ended _,
                    Reason.Running _,
                    Reason.Timer _,
                    Reason.Waiting _,
                    Reason.Untaken _ ->
                    null;
            case Reason.Forgotten() ->
                    "Its history was deleted or has expired: it cannot go on. Run it again.";
            case Reason.Later _ -> "It starts by itself; cancel it if it should not.";
            case Reason.Paused _ -> "Resume the run.";
            case Reason.NoWorker(var place, var _) ->
                    "Start a worker for the queue `%s`.".formatted(place.named());
            case Reason.Busy(var place, var _) ->
                    "Wait, or start more workers for the queue `%s`, or give them more places."
                            .formatted(place.named());
            case Reason.Unserved(var place, var elsewhere) -> unserved(place, elsewhere);
            case Reason.Stuck _ ->
                    "The workers' log has the whole error. Deploy a version that can go on with the"
                            + " run, or terminate it.";
            case Reason.Retrying _ ->
                    "It goes on by itself once that is mended; cancel the run to give up.";
            case Reason.Awaiting awaiting ->
                    "Answer it under Approvals, or send the signal `%s`."
                            .formatted(awaiting.name());
            case Reason.Child(var _, var run) -> "See what `%s` waits for.".formatted(run);
            case Reason.Behind _ ->
                    "What is shown catches up by itself; if it does not, see the health of the api.";
            case Reason.Stale(var queue) ->
                    queue == null
                            ? "Start a worker for its queue: its steps are told again then."
                            : "Start a worker for the queue `%s`: its steps are told again then."
                                    .formatted(queue);
        };
    }

    private static String unserved(Place place, List<String> elsewhere) {
        var other = elsewhere.stream().filter(queue -> !queue.equals(place.named())).toList();
        var start = "Start a worker that serves it on the queue `%s`".formatted(place.named());
        return other.isEmpty()
                ? start + "."
                : start + "; now it is served on `" + String.join("`, `", other) + "` only.";
    }
}
