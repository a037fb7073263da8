package dev.lovage.engine.emission;

import dev.lovage.engine.emission.Transition.Moved;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A worker's outbox, with a topic whose answers come when the test says so.
final class OutboxRig implements Publisher {
    static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    final List<CloudEvent> arrived = new ArrayList<>();
    final Deque<Runnable> answers = new ArrayDeque<>();
    final Deque<Runnable> later = new ArrayDeque<>();
    final Outbox outbox;
    boolean slow;
    boolean down;
    boolean broken;

    OutboxRig(long bytes) {
        outbox = new Outbox(this, "t", new Outbox.Courier(Runnable::run, later::add), bytes);
    }

    @Override
    public CompletionStage<Void> publish(String topic, String key, CloudEvent event) {
        if (broken) {
            throw new IllegalStateException("as asked");
        }
        var answer = new CompletableFuture<Void>();
        Runnable answers =
                () -> {
                    if (down) {
                        answer.completeExceptionally(new IllegalStateException("no broker"));
                    } else {
                        arrived.add(event);
                        answer.complete(null);
                    }
                };
        if (slow) {
            this.answers.add(answers);
        } else {
            answers.run();
        }
        return answer;
    }

    /// A workflow task: what the run does in it, replaying or not.
    void task(String run, long id, int... steps) {
        for (int seq : steps) {
            outbox.append(subject(run), noted(id, seq, 10));
        }
    }

    List<Long> seqs() {
        return arrived.stream().map(record -> ((Changed) EventCodec.decode(record)).seq()).toList();
    }

    static Subject subject(String run) {
        return new Subject("default", "run-" + run, AT, run, 5, null, "test", 1);
    }

    static Noted noted(long task, int seq, int bytes) {
        var step =
                new StepChange(
                        seq,
                        "do." + seq,
                        StepState.SUCCEEDED,
                        AT,
                        new Work.Pure(),
                        0,
                        new Payload.Inline("x".repeat(bytes)),
                        null);
        return new Noted(task, bytes, new Moved(step), Standing.RUNNING);
    }
}
