package dev.lovage.events;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;

import java.util.List;
import java.util.UUID;

/// Turns events into CloudEvents and back. Equal events give equal bytes.
public final class EventCodec {
    public static final String STARTED = "dev.lovage.run.started.v1";
    public static final String CHANGED = "dev.lovage.run.changed.v1";
    public static final String CLOSED = "dev.lovage.run.closed.v1";
    public static final String CONFIRMED = "dev.lovage.run.confirmed.v1";
    public static final String WORKER = "dev.lovage.worker.seen.v1";
    public static final String LOG = "dev.lovage.log.line.v1";
    public static final String ATTEMPT_STARTED = "dev.lovage.attempt.started.v1";
    public static final String ATTEMPT_PROGRESS = "dev.lovage.attempt.progress.v1";
    public static final String ATTEMPT_ENDED = "dev.lovage.attempt.ended.v1";

    /// The version of the data, in its field `v`. Readers ignore fields they do not know.
    static final int VERSION = 1;

    private EventCodec() {}

    public static CloudEvent encode(RunEvent event) {
        var json = EventWriter.subject(event.subject());
        var type =
                switch (event) {
                    case Started started -> {
                        progress(json, started.seq(), event);
                        json.put("queue", started.queue());
                        steps(json, started.steps());
                        yield STARTED;
                    }
                    case Changed changed -> {
                        progress(json, changed.seq(), event);
                        if (changed.reason() != null) {
                            json.put("reason", changed.reason());
                        }
                        steps(json, changed.steps());
                        yield CHANGED;
                    }
                    case Closed closed -> {
                        progress(json, closed.seq(), event);
                        EventWriter.putPayload(json, "result", closed.result());
                        EventWriter.putFailure(json, closed.error());
                        var counts = json.putObject("counts");
                        closed.counts().forEach((state, count) -> counts.put(state.name(), count));
                        var failed = json.putArray("failed");
                        closed.failed().forEach(failed::add);
                        yield CLOSED;
                    }
                    case Confirmed confirmed -> {
                        progress(json, 0, event);
                        EventWriter.putFailure(json, confirmed.error());
                        json.put("reason", confirmed.reason());
                        yield CONFIRMED;
                    }
                };
        return new CloudEvent(
                id(event, type), type, event.subject().run(), event.at(), EventWriter.text(json));
    }

    /// The event that `cloud` holds.
    ///
    /// @throws UnreadableEventException when it is none of the types above, or its data does not
    ///   fit its type
    public static RunEvent decode(CloudEvent cloud) {
        var json = EventReader.of(cloud.data());
        var subject = json.subject();
        var at = json.time("at");
        var status = json.choice("status", RunState.class);
        return switch (cloud.type()) {
            case STARTED ->
                    new Started(
                            subject,
                            json.number("seq"),
                            at,
                            status,
                            json.text("queue"),
                            json.list("steps", EventReader::step));
            case CHANGED ->
                    new Changed(
                            subject,
                            json.number("seq"),
                            at,
                            status,
                            json.textOrNull("reason"),
                            json.list("steps", EventReader::step));
            case CLOSED ->
                    new Closed(
                            subject,
                            json.number("seq"),
                            at,
                            status,
                            json.payload("result"),
                            json.failure(),
                            json.counts(),
                            json.texts("failed"));
            case CONFIRMED ->
                    new Confirmed(subject, at, status, json.failure(), json.text("reason"));
            default ->
                    throw new UnreadableEventException(
                            "the type " + cloud.type() + " is not known");
        };
    }

    /// What a worker tells about itself.
    public static CloudEvent encodeWorker(WorkerSeen seen) {
        var json = EventWriter.worker(seen);
        var id = EventWriter.uuid(seen.tenant(), seen.worker(), seen.at().toString());
        return new CloudEvent(id, WORKER, seen.worker(), seen.at(), EventWriter.text(json));
    }

    /// Reads back what [#encodeWorker] wrote.
    ///
    /// @throws UnreadableEventException when it is not that
    public static WorkerSeen decodeWorker(CloudEvent cloud) {
        if (!cloud.type().equals(WORKER)) {
            throw new UnreadableEventException("the type " + cloud.type() + " is not " + WORKER);
        }
        return EventReader.of(cloud.data()).worker();
    }

    /// What a worker says of an attempt.
    public static CloudEvent encodeAttempt(AttemptEvent event) {
        var subject = event.subject();
        var type = AttemptJson.type(event);
        var id =
                EventWriter.uuid(
                        subject.tenant(),
                        subject.run(),
                        subject.temporalRun(),
                        subject.path(),
                        Integer.toString(subject.attempt()),
                        type,
                        event.at().toString());
        var data = EventWriter.text(AttemptJson.write(event));
        return new CloudEvent(id, type, subject.run(), event.at(), data);
    }

    /// Reads back what [#encodeAttempt] wrote.
    ///
    /// @throws UnreadableEventException when it is not that
    public static AttemptEvent decodeAttempt(CloudEvent cloud) {
        return AttemptJson.read(cloud.type(), EventReader.of(cloud.data()));
    }

    /// A line of a task's log. It is told once, so its id is drawn.
    public static CloudEvent encodeLog(LogLine line) {
        var id = UUID.randomUUID().toString();
        return new CloudEvent(
                id, LOG, line.run(), line.at(), EventWriter.text(EventWriter.log(line)));
    }

    /// Reads back what [#encodeLog] wrote.
    ///
    /// @throws UnreadableEventException when it is not that
    public static LogLine decodeLog(CloudEvent cloud) {
        if (!cloud.type().equals(LOG)) {
            throw new UnreadableEventException("the type " + cloud.type() + " is not " + LOG);
        }
        return EventReader.of(cloud.data()).log();
    }

    private static void progress(ObjectNode json, long seq, RunEvent event) {
        json.put("seq", seq);
        json.put("at", event.at().toString());
        json.put("status", event.status().name());
    }

    private static void steps(ObjectNode json, List<StepChange> steps) {
        var list = json.putArray("steps");
        steps.forEach(step -> list.add(EventWriter.step(step)));
    }

    /// The same for every copy of an event; a confirmation has no seq, so its outcome stands for
    /// it.
    private static String id(RunEvent event, String type) {
        var subject = event.subject();
        var part = subject.part() == null ? "" : subject.part();
        var last =
                switch (event) {
                    case Started started -> Long.toString(started.seq());
                    case Changed changed -> Long.toString(changed.seq());
                    case Closed closed -> Long.toString(closed.seq());
                    case Confirmed confirmed -> confirmed.status().name();
                };
        return EventWriter.uuid(
                subject.tenant(), subject.run(), subject.temporalRun(), part, type, last);
    }
}
