package dev.lovage.events;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// An event in CloudEvents 1.0 form, as it stands in a Kafka record: attributes as headers, JSON as
/// the value.
///
/// @param id equal for equal events, however often they are published
/// @param type `dev.lovage.run.changed.v1`
/// @param subject the run id, or the worker
/// @param data JSON
public record CloudEvent(String id, String type, String subject, Instant time, String data) {
    /// Who says so: the same for all of Lovage's events.
    public static final URI SOURCE = URI.create("/lovage");

    private static final String JSON = "application/json";

    /// The headers of the record, in Kafka's binary mode.
    public SequencedMap<String, byte[]> headers() {
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put("ce_specversion", utf8("1.0"));
        headers.put("ce_id", utf8(id));
        headers.put("ce_source", utf8(SOURCE.toString()));
        headers.put("ce_type", utf8(type));
        headers.put("ce_subject", utf8(subject));
        headers.put("ce_time", utf8(time.toString()));
        headers.put("content-type", utf8(JSON));
        return headers;
    }

    /// The value of the record.
    public byte[] bytes() {
        return utf8(data);
    }

    /// Reads back what [#headers] and [#bytes] wrote.
    ///
    /// @throws UnreadableEventException when an attribute is missing or is not what it should be
    public static CloudEvent of(Map<String, byte[]> headers, byte[] data) {
        be(headers, "ce_specversion", "1.0");
        be(headers, "content-type", JSON);
        return new CloudEvent(
                required(headers, "ce_id"),
                required(headers, "ce_type"),
                required(headers, "ce_subject"),
                time(required(headers, "ce_time")),
                text("the data", data));
    }

    private static void be(Map<String, byte[]> headers, String name, String wanted) {
        var found = required(headers, name);
        if (!found.equals(wanted)) {
            throw new UnreadableEventException(name + " is " + found + " and not " + wanted);
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnreadableEventException("ce_time is not a time: " + text, e);
        }
    }

    private static String required(Map<String, byte[]> headers, String name) {
        var value = headers.get(name);
        if (value == null) {
            throw new UnreadableEventException("the header " + name + " is missing");
        }
        return text("the header " + name, value);
    }

    /// As it is, or not at all: nothing is put in the place of what cannot be read.
    private static String text(String what, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableEventException(what + " is not UTF-8", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
