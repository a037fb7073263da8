package dev.lovage.engine.interpreter;

import dev.lovage.canvas.Paths;
import dev.lovage.canvas.Paths.Segment;
import dev.lovage.engine.interpreter.Program.Before;
import dev.lovage.events.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The places between two steps, at which a run may go on in a new history: when nothing of it is
/// in flight that could not be taken up there.
///
/// While there is time it does so where it happens to be quiet. Later whoever comes to such a place
/// stops there until the others have come to theirs, and what is in flight has ended.
final class Renewal {
    private static final String LARGE =
            "The run has to go on in a new history, and what it has done is more than 1 MiB, which"
                    + " it cannot take along: let the steps before return less";

    private static final String FULL =
            "The run had so many events that it has to go on in a new history, which it cannot from"
                    + " here";

    private final Performer performer;
    private final BooleanSupplier may;
    private final Supplier<Before> kept;
    private final List<Pass> stopped = new ArrayList<>();
    private @Nullable Runnable resting;

    /// A place between two steps.
    ///
    /// @param next how the run goes on from there
    /// @param end what is around has failed there
    record Pass(Place at, Runnable next, Consumer<Outcome> end) {
        void failed(ErrorCode code, String message) {
            end.accept(Outcome.failed(code, at.path(), message));
        }
    }

    /// @param may whether nothing but the body goes on, and nobody wants it to end
    /// @param kept what there is to take along
    Renewal(Performer performer, BooleanSupplier may, Supplier<Before> kept) {
        this.performer = performer;
        this.may = may;
        this.kept = kept;
    }

    boolean isResting() {
        return resting != null;
    }

    /// Whether the run does not go on here, for now.
    ///
    /// @param quiet nothing is ready, and nothing in flight
    boolean stops(Pass pass, boolean quiet) {
        return switch (performer.haste()) {
            case NONE -> false;
            case SOON ->
                    stopped.isEmpty()
                            ? quiet && may.getAsBoolean() && rests(List.of(pass))
                            : stopsHere(pass);
            case NOW -> stopsHere(pass);
            case TOO_LATE -> stopsHere(pass) || fails(pass);
        };
    }

    private static boolean fails(Pass pass) {
        if (pass.at().scope().requested()) {
            return false;
        }
        pass.failed(ErrorCode.HISTORY_FULL, FULL);
        return true;
    }

    private boolean stopsHere(Pass pass) {
        return !endsHere(pass) && stopped.add(pass);
    }

    private boolean rests(List<Pass> passes) {
        if (performer.takes(kept)) {
            resting = () -> passes.forEach(pass -> pass.next().run());
        }
        return resting != null;
    }

    /// What has to end in the history in which it began; and what has to end at all.
    private static boolean endsHere(Pass pass) {
        return pass.at().scope().requested()
                || Paths.parse(pass.at().path()).stream()
                        .flatMap(List::stream)
                        .anyMatch(Renewal::endsHere);
    }

    private static boolean endsHere(Segment segment) {
        return segment instanceof Segment.OnSuccess
                || segment instanceof Segment.OnError
                || segment instanceof Segment.OnTimeout
                || segment instanceof Segment.Undo
                || segment instanceof Segment.Last;
    }

    /// Nothing is ready any more.
    ///
    /// @param quiet nothing is in flight either
    /// @return what goes on here nevertheless
    List<Runnable> settled(boolean quiet) {
        var goOn = new ArrayList<Runnable>();
        stopped.removeIf(pass -> pass.at().scope().requested() && goOn.add(pass.next()));
        if (goOn.isEmpty() && !stopped.isEmpty() && quiet && may.getAsBoolean()) {
            var all = List.copyOf(stopped);
            stopped.clear();
            if (!rests(all)) {
                all.forEach(pass -> goOn.add(() -> pass.failed(ErrorCode.RESULT_TOO_LARGE, LARGE)));
            }
        }
        return goOn;
    }

    /// Something came that a run which rests has to hear of: it goes on in this history.
    @Nullable Runnable wake() {
        var next = resting;
        resting = null;
        return next;
    }
}
