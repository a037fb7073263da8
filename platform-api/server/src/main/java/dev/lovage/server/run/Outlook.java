package dev.lovage.server.run;

import dev.lovage.server.run.RunEngine.Description;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What Temporal knows of a run at this moment: what is to go on with it, and when.
///
/// @param begins when it began, or will begin
/// @param turn the run's own, when one is due
/// @param calls tasks that were handed over and have not ended
/// @param events of its history
public record Outlook(
        Description description,
        Instant begins,
        @Nullable Turn turn,
        List<Call> calls,
        long events) {
    public Outlook {
        calls = List.copyOf(calls);
    }

    /// A worker is to decide how the run goes on.
    ///
    /// @param since when it became due
    /// @param taken a worker is at it
    /// @param attempt from 1; a worker that fails at it is asked again
    public record Turn(Instant since, boolean taken, int attempt) {}

    /// A task that was handed over.
    ///
    /// @param activity Temporal's id of it
    /// @param queue as on the wire
    /// @param since when it was handed over, or when the attempt before failed
    /// @param taken a worker is at it
    /// @param next when the next attempt begins, after one that failed
    /// @param trouble what the attempt before failed with
    public record Call(
            String activity,
            String task,
            String queue,
            Instant since,
            boolean taken,
            int attempt,
            @Nullable Instant next,
            @Nullable Trouble trouble) {}

    /// A failure as Temporal keeps it while there are further attempts.
    public record Trouble(String type, String message) {}
}
