package dev.lovage.server.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.client.Event;
import dev.lovage.client.RunChange;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.StepChange;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Stored events as the contract has them.
final class EventAnswers {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.USE_LONG_FOR_INTS, true);

    private EventAnswers() {}

    /// @param payload whether the reader may see values
    static Event of(String run, EventLog.Row row, boolean payload) {
        var place = row.place();
        var event =
                EventCodec.decode(
                        new CloudEvent(place.id(), row.type(), run, place.at(), row.data()));
        var subject = event.subject();
        return new Event(
                place.id(),
                type(event),
                event.at(),
                event.status(),
                new Event.Place(
                        place.seq(), subject.epoch(), subject.temporalRun(), subject.part()),
                steps(event).stream().map(EventAnswers::step).toList(),
                data(row, payload));
    }

    private static Event.Type type(RunEvent event) {
        return switch (event) {
            case Started _ -> Event.Type.STARTED;
            case Changed _ -> Event.Type.CHANGED;
            case Closed _ -> Event.Type.CLOSED;
            case Confirmed _ -> Event.Type.CONFIRMED;
        };
    }

    private static List<StepChange> steps(RunEvent event) {
        return switch (event) {
            case Started started -> started.steps();
            case Changed changed -> changed.steps();
            case Closed _, Confirmed _ -> List.of();
        };
    }

    private static RunChange.Step step(StepChange change) {
        var awaits = change.work() instanceof StepChange.Work.Await await ? await.name() : null;
        return new RunChange.Step(change.path(), change.state(), change.attempt(), awaits);
    }

    private static Object data(EventLog.Row row, boolean payload) {
        try {
            var data = JSON.readValue(row.data(), Object.class);
            if (!payload && data instanceof Map<?, ?> fields) {
                dropValues(fields);
            }
            return data;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("What was decoded can be read as JSON", e);
        }
    }

    private static void dropValues(Map<?, ?> data) {
        data.remove("result");
        if (data.get("steps") instanceof List<?> steps) {
            for (var step : steps) {
                if (step instanceof Map<?, ?> fields) {
                    fields.remove("value");
                }
            }
        }
    }
}
