package dev.lovage.chaos.check;

import dev.lovage.chaos.check.Driven.Episode;
import dev.lovage.chaos.check.Operation.Kind;
import dev.lovage.chaos.check.Operation.Outcome;
import dev.lovage.chaos.check.World.Described;
import dev.lovage.chaos.check.World.Effect;
import dev.lovage.chaos.check.World.Measured;
import dev.lovage.chaos.check.World.Measured.Lag;
import dev.lovage.chaos.check.World.Measured.Usage;
import dev.lovage.chaos.check.World.Shown;
import dev.lovage.chaos.check.World.Told;
import dev.lovage.chaos.check.World.Trail;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;

/// A world made by hand, of one run with one step, in which all is well; a test spoils it.
final class Worlds {
    private static final Duration SOON = Duration.ofSeconds(2);
    static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");
    static final String RUN = "chaos-sequence~1";
    static final String KEY = "op-1";
    static final String STEP_KEY = RUN + ":do.0";

    List<Operation> operations =
            new ArrayList<>(
                    List.of(
                            start(KEY, 5, new Outcome.Done(RUN)),
                            operation(Kind.READ, RUN, 95, new Outcome.Done(RUN))));
    List<Episode> episodes =
            new ArrayList<>(List.of(new Episode("worker-killed", at(40), at(41), at(50))));
    List<Stall> stalls = new ArrayList<>();
    List<Timetable> timetables = new ArrayList<>();
    Set<String> deleted = new HashSet<>();
    List<Described> temporal =
            new ArrayList<>(List.of(new Described(RUN, "e1", RunState.SUCCEEDED, at(5), at(8))));
    List<Told> events = new ArrayList<>(events());
    List<Shown> shown = new ArrayList<>(List.of(row(RunState.SUCCEEDED, 4)));
    List<Shown> watched =
            new ArrayList<>(List.of(row(RunState.RUNNING, 2), row(RunState.SUCCEEDED, 4)));
    List<Effect> effects = new ArrayList<>(List.of(new Effect(STEP_KEY, KEY + "/a", at(7), true)));
    List<Trail.Line> lines =
            new ArrayList<>(
                    List.of(
                            new Trail.Line("c1", "run:start", "run/" + RUN, "requested"),
                            new Trail.Line("c1", "run:start", "run/" + RUN, "done"),
                            new Trail.Line("c2", "run:read", "run/" + RUN, "denied")));
    Optional<String> broken = Optional.empty();
    List<Lag> lags =
            new ArrayList<>(
                    IntStream.range(0, 99)
                            .mapToObj(second ->
                                    new Lag(at(second).minusSeconds(99), Duration.ofMillis(50)))
                            .toList());
    List<Usage> usages = new ArrayList<>(life(second -> 200_000L));

    World world() {
        return new World(
                new Driven(operations, episodes, stalls, timetables, deleted, SOON, at(100)),
                temporal,
                events,
                shown,
                watched,
                effects,
                new Trail(lines, broken),
                new Measured(lags, usages));
    }

    static Instant at(long second) {
        return T0.plusSeconds(second);
    }

    static Operation start(String key, long second, Outcome outcome) {
        return operation(Kind.START, key, second, outcome);
    }

    static Operation operation(Kind kind, String key, long second, Outcome outcome) {
        return new Operation(key, kind, at(second), at(second).plusMillis(20), outcome);
    }

    static Shown row(RunState state, long seq) {
        return new Shown(RUN, state, List.of(KEY), 0, T0.toEpochMilli(), seq);
    }

    static List<Usage> life(LongUnaryOperator kilobytes) {
        return IntStream.range(0, 99)
                .mapToObj(second ->
                        new Usage("api 17", at(second), kilobytes.applyAsLong(second), 50, 200))
                .toList();
    }

    static Subject subject() {
        return new Subject(
                "default", RUN, at(5), "e1", at(5).toEpochMilli(), null, "chaos-sequence", 1);
    }

    private static List<Told> events() {
        return List.of(
                told(
                        new Started(
                                subject(),
                                2,
                                at(5),
                                RunState.RUNNING,
                                "default",
                                List.of(step(2, 5, StepState.QUEUED)))),
                told(
                        new Changed(
                                subject(),
                                3,
                                at(8),
                                RunState.RUNNING,
                                List.of(step(3, 8, StepState.SUCCEEDED)))),
                told(closed(RunState.SUCCEEDED)));
    }

    static Closed closed(RunState state) {
        return new Closed(subject(), 4, at(8), state, Payload.NONE, null, Map.of(), List.of());
    }

    static StepChange step(long seq, long second, StepState state) {
        return new StepChange(
                seq,
                "do.0",
                state,
                at(second),
                new StepChange.Work.Task("http.request", "default", null),
                1,
                Payload.NONE,
                null);
    }

    static Told told(RunEvent event) {
        var cloud = EventCodec.encode(event);
        return new Told(cloud.id(), cloud.data(), event);
    }
}
