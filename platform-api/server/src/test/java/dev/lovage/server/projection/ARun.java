package dev.lovage.server.projection;

import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.server.run.RunKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A run that tells its events: fixtures of tests.
public record ARun(Subject subject) {
    static final Instant ACCEPTED = Instant.parse("2026-11-20T10:00:00.123Z");
    static final long EPOCH = ACCEPTED.toEpochMilli() + 7;

    public static ARun named(String run) {
        return new ARun(
                new Subject("default", run, ACCEPTED, "t-" + run, EPOCH, null, "census", 3));
    }

    ARun execution(String temporalRun, long epoch) {
        return new ARun(
                new Subject(
                        subject.tenant(),
                        subject.run(),
                        subject.accepted(),
                        temporalRun,
                        epoch,
                        subject.part(),
                        subject.definition(),
                        subject.revision()));
    }

    public ARun of(String tenant) {
        return new ARun(
                new Subject(
                        tenant,
                        subject.run(),
                        subject.accepted(),
                        subject.temporalRun(),
                        subject.epoch(),
                        subject.part(),
                        subject.definition(),
                        subject.revision()));
    }

    public ARun workflow(String name) {
        return new ARun(
                new Subject(
                        subject.tenant(),
                        subject.run(),
                        subject.accepted(),
                        subject.temporalRun(),
                        subject.epoch(),
                        subject.part(),
                        name,
                        subject.revision()));
    }

    public ARun part(String part) {
        return new ARun(
                new Subject(
                        subject.tenant(),
                        subject.run(),
                        subject.accepted(),
                        "t-" + part,
                        subject.epoch(),
                        part,
                        subject.definition(),
                        subject.revision()));
    }

    RunKey key() {
        return RunHead.key(subject);
    }

    static Instant at(long seq) {
        return ACCEPTED.plusMillis(10 * seq);
    }

    public Started started(long seq, StepChange... steps) {
        return new Started(subject, seq, at(seq), RunState.RUNNING, "media", List.of(steps));
    }

    public Changed changed(long seq, StepChange... steps) {
        return new Changed(subject, seq, at(seq), RunState.RUNNING, List.of(steps));
    }

    public Changed paused(long seq, String reason) {
        return new Changed(subject, seq, at(seq), RunState.PAUSED, reason, List.of());
    }

    static StepChange waiting(long seq, String path, Work work) {
        return new StepChange(seq, path, StepState.WAITING, at(seq), work, 0, Payload.NONE, null);
    }

    public Closed closed(long seq, RunState status, Object result) {
        return new Closed(
                subject,
                seq,
                at(seq),
                status,
                new Payload.Inline(result),
                null,
                Map.of(StepState.SUCCEEDED, 2),
                List.of());
    }

    Confirmed confirmed(RunState status) {
        return new Confirmed(subject, at(500), status, null, "Temporal says so");
    }

    public static StepChange step(long seq, String path, StepState state) {
        return new StepChange(
                seq,
                path,
                state,
                at(seq),
                new Work.Task("files.read", "media", "a-" + path),
                1,
                state == StepState.SUCCEEDED ? new Payload.Inline("v" + seq) : Payload.NONE,
                state == StepState.FAILED ? failure(path) : null);
    }

    static Failure failure(String path) {
        return new Failure("BOOM", "Boom", "it broke", "files.read", path, 1, false, null);
    }

    /// A whole life of tasks that succeed, one after the other.
    List<RunEvent> ofTasks(int tasks) {
        var events = new ArrayList<RunEvent>();
        events.add(started(1));
        long seq = 1;
        for (int task = 0; task < tasks; task++) {
            var path = "do.0.m." + task;
            events.add(changed(++seq, step(seq, path, StepState.QUEUED)));
            events.add(changed(++seq, step(seq, path, StepState.SUCCEEDED)));
        }
        events.add(closed(++seq, RunState.SUCCEEDED, Map.of("done", (long) tasks)));
        return events;
    }

    /// A whole life, as an engine may tell it: tasks that overlap, then the end.
    public List<RunEvent> life(Random random, int tasks) {
        var events = new ArrayList<RunEvent>();
        events.add(started(1));
        long seq = 1;
        var open = new ArrayList<String>();
        for (int next = 0; next < tasks || !open.isEmpty(); ) {
            seq++;
            if (next < tasks && (open.isEmpty() || random.nextBoolean())) {
                open.add("do." + next);
                events.add(changed(seq, step(seq, "do." + next++, StepState.QUEUED)));
            } else {
                var path = open.remove(random.nextInt(open.size()));
                var end = random.nextInt(4) == 0 ? StepState.FAILED : StepState.SUCCEEDED;
                events.add(changed(seq, step(seq, path, end)));
            }
        }
        events.add(closed(seq + 1, RunState.SUCCEEDED, Map.of("n", (long) tasks)));
        return events;
    }
}
