package dev.lovage.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.events.AttemptEvent.Began;
import dev.lovage.events.AttemptEvent.Ended;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.events.AttemptEvent.Subject;

/// The data of the telemetry of attempts.
final class AttemptJson {
    private AttemptJson() {}

    static String type(AttemptEvent event) {
        return switch (event) {
            case Began _ -> EventCodec.ATTEMPT_STARTED;
            case Progressed _ -> EventCodec.ATTEMPT_PROGRESS;
            case Ended _ -> EventCodec.ATTEMPT_ENDED;
        };
    }

    static ObjectNode write(AttemptEvent event) {
        var json = subject(event.subject());
        json.put("at", event.at().toString());
        switch (event) {
            case Began _ -> {}
            case Progressed progressed -> {
                json.put("done", progressed.done());
                json.put("total", progressed.total());
                json.put("message", progressed.message());
            }
            case Ended ended -> {
                json.put("outcome", ended.outcome().name());
                EventWriter.putFailure(json, ended.error());
                if (ended.next() != null) {
                    json.put("next", ended.next().toString());
                }
            }
        }
        return json;
    }

    private static ObjectNode subject(Subject subject) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("v", EventCodec.VERSION);
        json.put("tenant", subject.tenant());
        json.put("run", subject.run());
        json.put("accepted", subject.accepted().toString());
        json.put("temporalRun", subject.temporalRun());
        json.put("path", subject.path());
        json.put("task", subject.task());
        json.put("attempt", subject.attempt());
        json.put("worker", subject.worker());
        return json;
    }

    static AttemptEvent read(String type, EventReader json) {
        return switch (type) {
            case EventCodec.ATTEMPT_STARTED -> new Began(subject(json), json.time("at"));
            case EventCodec.ATTEMPT_PROGRESS ->
                    new Progressed(
                            subject(json),
                            json.time("at"),
                            json.number("done"),
                            json.number("total"),
                            json.text("message"));
            case EventCodec.ATTEMPT_ENDED ->
                    new Ended(
                            subject(json),
                            json.time("at"),
                            json.choice("outcome", Outcome.class),
                            json.failure(),
                            json.timeOrNull("next"));
            default ->
                    throw new UnreadableEventException("the type " + type + " is not of attempts");
        };
    }

    private static Subject subject(EventReader json) {
        return new Subject(
                json.text("tenant"),
                json.text("run"),
                json.time("accepted"),
                json.text("temporalRun"),
                json.text("path"),
                json.text("task"),
                (int) json.number("attempt"),
                json.text("worker"));
    }
}
