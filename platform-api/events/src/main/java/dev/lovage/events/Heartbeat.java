package dev.lovage.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.time.Instant;

/// Says that nothing has happened up to now: it stands in every partition of the topic of runs,
/// tells of no run, and only shows how current its reader is.
public record Heartbeat(Instant at) {
    public static final String TYPE = "dev.lovage.heartbeat.v1";

    private static final String SUBJECT = "lovage";

    /// The same for every partition.
    public CloudEvent encode() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("v", EventCodec.VERSION);
        json.put("at", at.toString());
        var id = EventWriter.uuid(TYPE, at.toString());
        return new CloudEvent(id, TYPE, SUBJECT, at, EventWriter.text(json));
    }

    /// Reads back what [#encode] wrote.
    ///
    /// @throws UnreadableEventException when it is not that
    public static Heartbeat decode(CloudEvent cloud) {
        if (!cloud.type().equals(TYPE)) {
            throw new UnreadableEventException("the type " + cloud.type() + " is not " + TYPE);
        }
        return new Heartbeat(EventReader.of(cloud.data()).time("at"));
    }
}
