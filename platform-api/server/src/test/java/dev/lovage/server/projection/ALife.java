package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The life of a run with all that may happen in one, as Kafka holds it: pauses, new histories,
/// parts, an end that is told, found or never comes. Fixtures of tests.
public final class ALife {
    private final Random random;
    private final List<RunEvent> told = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private ARun run;
    private long seq;
    private long partSeq;
    private int steps;
    private int histories;

    private ALife(ARun run, Random random) {
        this.run = run;
        this.random = random;
    }

    /// All of it, in order.
    public static List<RunEvent> of(ARun run, Random random) {
        var life = new ALife(run, random);
        life.live();
        return List.copyOf(life.told);
    }

    /// What a reader may be handed of several lives: each in its own order, mixed with each other,
    /// some of it again and again, and all from an earlier place on.
    static List<RunEvent> delivered(List<List<RunEvent>> lives, Random random) {
        var handed = new ArrayList<RunEvent>();
        var next = new int[lives.size()];
        long left = lives.stream().mapToLong(List::size).sum();
        while (left > 0) {
            int which = random.nextInt(lives.size());
            if (next[which] < lives.get(which).size()) {
                handed.add(lives.get(which).get(next[which]++));
                left--;
            }
            if (random.nextInt(5) == 0 && !handed.isEmpty()) {
                handed.add(handed.get(random.nextInt(handed.size())));
            }
            if (random.nextInt(20) == 0 && !handed.isEmpty()) {
                handed.addAll(
                        List.copyOf(handed.subList(random.nextInt(handed.size()), handed.size())));
            }
        }
        return handed;
    }

    private void live() {
        told.add(run.started(++seq));
        for (int left = 3 + random.nextInt(12); left > 0; left--) {
            switch (random.nextInt(8)) {
                case 0 -> told.add(run.paused(++seq, "because " + left));
                case 1 -> told.add(run.changed(++seq));
                case 2 -> run = run.execution("t-" + ++histories, ARun.EPOCH + 1_000L * histories);
                case 3 -> part();
                case 4, 5 -> queue();
                default -> end();
            }
        }
        switch (random.nextInt(4)) {
            case 0 -> {}
            case 1 -> found();
            default -> told.add(run.closed(++seq, RunState.SUCCEEDED, Map.of("n", seq)));
        }
    }

    private void part() {
        var path = "do.9.l." + random.nextInt(3);
        partSeq++;
        var state = random.nextBoolean() ? StepState.QUEUED : StepState.SUCCEEDED;
        told.add(run.part("p1").changed(partSeq, step(partSeq, path, state)));
    }

    private void queue() {
        var changes = new ArrayList<StepChange>();
        for (int more = 1 + random.nextInt(3); more > 0; more--) {
            var path = "do." + steps++;
            open.add(path);
            changes.add(step(++seq, path, StepState.QUEUED));
        }
        told.add(run.changed(seq, changes.toArray(StepChange[]::new)));
    }

    private void end() {
        if (!open.isEmpty()) {
            var path = open.remove(random.nextInt(open.size()));
            var end = random.nextInt(4) == 0 ? StepState.FAILED : StepState.SUCCEEDED;
            told.add(run.changed(++seq, step(seq, path, end)));
        }
    }

    /// The reconciler is first to tell of the end; what the worker tells of it comes after.
    private void found() {
        var state = random.nextBoolean() ? RunState.TERMINATED : RunState.TIMED_OUT;
        told.add(run.changed(++seq));
        told.add(run.confirmed(state));
        if (random.nextBoolean()) {
            queue();
            end();
        }
    }
}
