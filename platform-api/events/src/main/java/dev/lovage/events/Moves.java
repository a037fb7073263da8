package dev.lovage.events;

import static java.util.Map.entry;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// Which state may follow which. From an end state there is no way on.
public final class Moves {
    private static final Map<RunState, Set<RunState>> RUN =
            Map.ofEntries(
                    entry(RunState.SCHEDULED, andEveryEnd(RunState.QUEUED, RunState.RUNNING)),
                    entry(
                            RunState.QUEUED,
                            andEveryEnd(RunState.RUNNING, RunState.WAITING, RunState.PAUSED)),
                    entry(RunState.RUNNING, andEveryEnd(RunState.WAITING, RunState.PAUSED)),
                    entry(RunState.WAITING, andEveryEnd(RunState.RUNNING, RunState.PAUSED)),
                    entry(RunState.PAUSED, andEveryEnd(RunState.RUNNING, RunState.WAITING)));

    private static final Map<StepState, Set<StepState>> STEP =
            Map.ofEntries(
                    entry(
                            StepState.SCHEDULED,
                            andEveryEnd(
                                    StepState.QUEUED,
                                    StepState.RUNNING,
                                    StepState.WAITING,
                                    StepState.PAUSED)),
                    entry(
                            StepState.QUEUED,
                            andEveryEnd(
                                    StepState.RUNNING,
                                    StepState.RETRYING,
                                    StepState.WAITING,
                                    StepState.PAUSED)),
                    entry(
                            StepState.RUNNING,
                            andEveryEnd(
                                    StepState.QUEUED,
                                    StepState.RETRYING,
                                    StepState.WAITING,
                                    StepState.PAUSED)),
                    entry(
                            StepState.RETRYING,
                            andEveryEnd(
                                    StepState.QUEUED,
                                    StepState.RUNNING,
                                    StepState.WAITING,
                                    StepState.PAUSED)),
                    entry(
                            StepState.WAITING,
                            andEveryEnd(
                                    StepState.QUEUED,
                                    StepState.RUNNING,
                                    StepState.RETRYING,
                                    StepState.PAUSED)),
                    entry(
                            StepState.PAUSED,
                            andEveryEnd(
                                    StepState.SCHEDULED,
                                    StepState.QUEUED,
                                    StepState.RUNNING,
                                    StepState.RETRYING,
                                    StepState.WAITING)));

    private Moves() {}

    public static boolean allowed(RunState from, RunState to) {
        return RUN.getOrDefault(from, Set.of()).contains(to);
    }

    public static boolean allowed(StepState from, StepState to) {
        return STEP.getOrDefault(from, Set.of()).contains(to);
    }

    private static Set<RunState> andEveryEnd(RunState first, RunState... open) {
        var next = EnumSet.of(first, open);
        next.addAll(EnumSet.range(RunState.SUCCEEDED, RunState.SKIPPED));
        return next;
    }

    private static Set<StepState> andEveryEnd(StepState first, StepState... open) {
        var next = EnumSet.of(first, open);
        next.addAll(EnumSet.range(StepState.SUCCEEDED, StepState.TERMINATED));
        return next;
    }
}
