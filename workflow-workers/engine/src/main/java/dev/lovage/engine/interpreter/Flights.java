package dev.lovage.engine.interpreter;

import java.util.function.Consumer;
import java.util.function.Function;

/// What a run has begun outside of itself, and how much of that has to end before it can go on in a
/// new history.
final class Flights {
    private final Consumer<Runnable> soon;
    private int flying;

    /// @param soon gives a landing its turn
    Flights(Consumer<Runnable> soon) {
        this.soon = soon;
    }

    /// Whether nothing has to end first.
    boolean none() {
        return flying == 0;
    }

    void busy() {
        flying++;
    }

    void free() {
        flying--;
    }

    /// @param counts whether there is no new history before it has landed
    Flight flight(Cancellation scope, Consumer<Outcome> then, boolean counts) {
        return new Flight(scope, then, counts);
    }

    /// Work outside: lands once, whatever else is heard of it.
    final class Flight {
        private final Cancellation scope;
        private final Consumer<Outcome> then;
        private Runnable cancel = () -> {};
        private boolean counts;
        private boolean landed;

        private Flight(Cancellation scope, Consumer<Outcome> then, boolean counts) {
            this.scope = scope;
            this.then = then;
            count(counts);
        }

        /// @param begin gives its outcome, and how it is told to stop
        void begin(Function<Consumer<Outcome>, Runnable> begin) {
            cancel = begin.apply(outcome -> soon.accept(() -> landed(outcome)));
            scope.add(cancel);
        }

        void count(boolean now) {
            if (counts != now) {
                counts = now;
                flying += now ? 1 : -1;
            }
        }

        private void landed(Outcome outcome) {
            if (!landed) {
                landed = true;
                count(false);
                scope.remove(cancel);
                then.accept(outcome);
            }
        }
    }
}
