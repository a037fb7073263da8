package dev.lovage.engine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// The calls of a run that no worker serves. Of those of one task on one queue only one asks again
/// from time to time, after 1, 2, 4, ... 30 seconds; the others wait for its answer, so that the
/// history grows with the time they wait and not with their number.
final class Unserved {
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Commands commands;
    private final Map<Kind, Room> rooms = new HashMap<>();

    private record Kind(String queue, String task) {
        static Kind of(Dispatch call) {
            return new Kind(call.step().queue(), call.step().task());
        }
    }

    Unserved(Commands commands) {
        this.commands = commands;
    }

    /// Whether a call like this would only hear what is known already.
    boolean knows(Dispatch call) {
        return rooms.containsKey(Kind.of(call));
    }

    /// Whether this is the one that asks.
    boolean asks(Dispatch call) {
        var room = rooms.get(Kind.of(call));
        return room != null && room.asking == call;
    }

    /// The call waits here, until it is sent, or its patience is over, or it leaves.
    void join(Dispatch call) {
        rooms.computeIfAbsent(Kind.of(call), Room::new).join(call);
    }

    /// A call that waits is no longer wanted.
    void leave(Dispatch call) {
        var room = rooms.get(Kind.of(call));
        if (room != null) {
            room.leave(call);
        }
    }

    /// A call that was sent came back.
    ///
    /// @param served a worker took it that serves the task: all are sent
    void returned(Dispatch call, boolean served) {
        var room = rooms.get(Kind.of(call));
        if (room != null && room.asking == call) {
            room.returned(served);
        }
    }

    static Duration pause(int before) {
        var pause = Duration.ofSeconds(1L << Math.min(before, 5));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private final class Room {
        private final Kind kind;
        private final SequencedSet<Dispatch> waiting = new LinkedHashSet<>();
        private @Nullable Dispatch asking;
        private Runnable timer = () -> {};
        private Instant rings = Instant.MAX;
        private Instant askAt;
        private int asked;

        Room(Kind kind) {
            this.kind = kind;
            this.askAt = nextAsk();
        }

        void join(Dispatch call) {
            if (asking == call) {
                asking = null;
                waiting.addFirst(call);
                timer.run();
                askAt = nextAsk();
                set();
            } else {
                waiting.add(call);
                if (asking == null && call.patience().isBefore(rings)) {
                    timer.run();
                    set();
                }
            }
        }

        void leave(Dispatch call) {
            waiting.remove(call);
            if (waiting.isEmpty() && asking == null) {
                close();
            }
        }

        void returned(boolean served) {
            asking = null;
            if (served) {
                sendAll();
            } else if (waiting.isEmpty()) {
                close();
            } else {
                timer.run();
                set();
            }
        }

        private Instant nextAsk() {
            return commands.now().plus(pause(asked++));
        }

        private void set() {
            var end =
                    waiting.stream()
                            .map(Dispatch::patience)
                            .min(Comparator.naturalOrder())
                            .orElse(askAt);
            rings = end.isBefore(askAt) ? end : askAt;
            timer =
                    commands.timer(
                            waiting.getFirst().step().path(),
                            Duration.between(commands.now(), rings),
                            this::ring);
        }

        private void ring() {
            var now = commands.now();
            List.copyOf(waiting).stream()
                    .filter(call -> !call.patience().isAfter(now))
                    .forEach(call -> {
                        waiting.remove(call);
                        call.notTaken();
                    });
            if (waiting.isEmpty()) {
                close();
            } else if (now.isBefore(askAt)) {
                set();
            } else {
                ask();
            }
        }

        /// A call that is not refused at once was taken, or nobody asks the queue for work: either
        /// way the others may as well be there.
        private void ask() {
            var call = waiting.removeFirst();
            asking = call;
            if (!waiting.isEmpty()) {
                timer = commands.timer(call.step().path(), LONGEST_PAUSE, this::sendAll);
            }
            call.ask();
        }

        private void sendAll() {
            close();
            List.copyOf(waiting).forEach(Dispatch::send);
        }

        private void close() {
            timer.run();
            rooms.remove(kind);
        }
    }
}
