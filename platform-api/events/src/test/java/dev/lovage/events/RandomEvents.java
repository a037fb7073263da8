package dev.lovage.events;

import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.WorkerSeen.TaskInfo;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Events of every type with everything that may be in them, by chance; the same for the same seed.
final class RandomEvents {
    private final Random random;

    RandomEvents(long seed) {
        random = new Random(seed);
    }

    /// As they are written.
    Stream<CloudEvent> written(int each) {
        List<Supplier<CloudEvent>> kinds =
                List.of(
                        () -> EventCodec.encode(run()),
                        () -> EventCodec.encodeAttempt(attempt()),
                        () -> EventCodec.encodeWorker(worker()),
                        () -> EventCodec.encodeLog(line()),
                        () -> new Heartbeat(time()).encode());
        return kinds.stream().flatMap(kind -> Stream.generate(kind).limit(each));
    }

    RunEvent run() {
        return switch (random.nextInt(4)) {
            case 0 -> new Started(subject(), seq(), time(), status(), "q", steps());
            case 1 -> new Changed(subject(), seq(), time(), status(), maybe("lunch"), steps());
            case 2 ->
                    new Closed(
                            subject(),
                            seq(),
                            time(),
                            status(),
                            payload(),
                            maybe(failure()),
                            counts(),
                            List.of("do.0", "do.1.m.17"));
            default -> new Confirmed(subject(), time(), status(), maybe(failure()), "gone");
        };
    }

    AttemptEvent attempt() {
        var of =
                new AttemptEvent.Subject(
                        "acme", "r~1", time(), "t", "do.0", "pay", 1 + random.nextInt(9), "w");
        return switch (random.nextInt(3)) {
            case 0 -> new AttemptEvent.Began(of, time());
            case 1 -> new AttemptEvent.Progressed(of, time(), seq(), random.nextInt(3), "half");
            default ->
                    new AttemptEvent.Ended(
                            of, time(), any(Outcome.values()), maybe(failure()), maybe(time()));
        };
    }

    private WorkerSeen worker() {
        var options = Map.<String, @Nullable Object>of("retry", Map.of("attempts", 3L));
        var info = new TaskInfo("pay", maybe("Pays."), Map.of("type", "object"), Map.of(), options);
        return new WorkerSeen("acme", "w", "0.1.0", time(), time(), List.of("q"), List.of(info));
    }

    private LogLine line() {
        var level = any(LogLine.Level.values());
        return new LogLine("acme", "r~1", "do.0", 1, time(), level, "task.pay", "paid\n\"it\" ✓");
    }

    private Subject subject() {
        return new Subject(
                "acme", "r~1", time(), "t", random.nextInt(1 << 30), maybe("do.1"), "shop", 3);
    }

    private List<StepChange> steps() {
        var steps = new ArrayList<StepChange>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            steps.add(
                    new StepChange(
                            seq(),
                            "do." + i,
                            any(StepState.values()),
                            time(),
                            work(),
                            random.nextInt(3),
                            payload(),
                            maybe(failure())));
        }
        return steps;
    }

    private Work work() {
        return switch (random.nextInt(6)) {
            case 0 -> new Work.Task("pay", "acme/q", maybe("a-1"));
            case 1 -> new Work.Container(any("group", "map", "switch", "try", "later"), 3);
            case 2 -> new Work.Timer(maybe(time()));
            case 3 -> new Work.Await("release", maybe(time()));
            case 4 -> new Work.Flow("ship", random.nextInt(2), maybe("ship~1"));
            default -> new Work.Pure();
        };
    }

    private Payload payload() {
        return switch (random.nextInt(5)) {
            case 0 -> new Payload.Inline(null);
            case 1 -> new Payload.Inline(Map.of("n", List.of(1L, 2.5, true, "x")));
            case 2 -> new Payload.Omitted(900_000);
            case 3 -> new Payload.Reference("b", 5_000_000, "ab", "application/json", maybe(7L));
            default -> Payload.NONE;
        };
    }

    private Failure failure() {
        Object details = Map.of("bank", 7L);
        return new Failure(
                any("TASK_FAILED", "CARD_DECLINED", "E2"),
                "CardException",
                "no",
                maybe("pay"),
                "do.0",
                random.nextInt(3),
                random.nextBoolean(),
                maybe(details));
    }

    private Map<StepState, Integer> counts() {
        var counts = new EnumMap<StepState, Integer>(StepState.class);
        counts.put(any(StepState.values()), random.nextInt(9));
        return counts;
    }

    private RunState status() {
        return any(RunState.values());
    }

    private long seq() {
        return 1L + random.nextInt(1_000);
    }

    private Instant time() {
        return Instant.ofEpochMilli(1_772_359_200_000L + random.nextInt(100_000));
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
