package dev.lovage.server.schedule;

import com.google.protobuf.ByteString;

import dev.lovage.client.Schedule.Fires;
import dev.lovage.client.Schedule.Overlap;
import dev.lovage.client.Schedule.Policies;
import dev.lovage.server.calendar.Spec;
import dev.lovage.server.run.RunEngine.Launch;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What runs schedules: Temporal. Every method answers within two seconds, or throws `UNAVAILABLE`.
interface ScheduleEngine {
    Optional<Described> describe(String id);

    /// Makes one. False when there is one of this id.
    boolean create(String id, Wanted wanted, State state);

    /// Brings one to what is wanted, in the state it was found in; without effect when it changed
    /// since. False when there is none.
    boolean update(String id, Wanted wanted, Described found);

    /// False when there is none.
    boolean delete(String id);

    /// False when there is none.
    boolean steer(String id, boolean paused, String note);

    /// Runs it now. False when there is none.
    ///
    /// @param overlap absent: as its policies say
    boolean trigger(String id, @Nullable Overlap overlap);

    /// Runs it for these times, each alone. False when there is none.
    boolean backfill(String id, List<Instant> times, Overlap overlap);

    /// The times from `from` to `to`, both included, with their jitter; the first [#MOST_TIMES] of
    /// them. Nothing when there is no such schedule.
    Optional<List<Instant>> times(String id, Instant from, Instant to);

    /// At most so many times in one answer.
    int MOST_TIMES = 1_000;

    /// Every schedule there is, as the list of them has it, which may be a little behind.
    List<Listed> list();

    /// What a schedule is to be.
    ///
    /// @param digest of all of it
    record Wanted(Spec spec, Policies policies, Launch launch, String digest) {}

    /// What it changes itself.
    ///
    /// @param remaining absent: no end
    record State(boolean paused, @Nullable String note, @Nullable Long remaining) {}

    /// A schedule as it is.
    ///
    /// @param held runs that have not ended, and what waits for them
    /// @param digest of all but its state and what it did
    /// @param token that an update names
    record Described(State state, Fires fires, Held held, String digest, Token token) {
        List<String> running() {
            return held.running();
        }

        long waiting() {
            return held.waiting();
        }

        /// Whether it will never run by itself again.
        boolean isOver() {
            var left = state.remaining();
            var out = left != null && left == 0;
            return out || (!state.paused() && fires.next().isEmpty());
        }
    }

    /// What its overlap policy has to do with.
    ///
    /// @param running ids of runs that have not ended
    /// @param waiting times that have come, and whose runs have not begun
    record Held(List<String> running, long waiting) {
        static final Held NOTHING = new Held(List.of(), 0);

        public Held {
            running = List.copyOf(running);
        }
    }

    /// Which of its versions was seen.
    ///
    /// @param conflict names the version when it is updated
    /// @param updated when it was last updated; absent when never
    record Token(ByteString conflict, @Nullable Instant updated) {}

    /// A schedule in the list.
    ///
    /// @param type of the workflows it starts
    record Listed(String id, String type, String zone, State state, Fires fires) {}
}
