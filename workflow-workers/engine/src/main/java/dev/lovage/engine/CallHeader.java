package dev.lovage.engine;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.protobuf.ByteString;

import dev.lovage.canvas.Options.Retry;

import io.temporal.api.common.v1.Payload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// What a call tells the worker that takes it, in the activity's header [#KEY], as JSON.
///
/// @param accepted when the run was first accepted, in ms since the epoch
/// @param dispatched how often this step was dispatched before; Temporal's own attempts come on top
/// @param retry as it holds for this call; `on`, `never` and `jitter` are the worker's to apply
/// @param soft when the task itself is told that its time is up, counted from the attempt's start
/// @param named the call's only argument is the object of its named arguments
public record CallHeader(
        String run,
        String path,
        String tenant,
        long accepted,
        @JsonProperty("attempt") int dispatched,
        Retry retry,
        @Nullable Duration soft,
        boolean named) {
    public static final String KEY = "lovage";

    /// The encoding of a result that is a canvas, to run in the place of the call.
    public static final String REPLACES = "json/lovage-replace";

    /// In the details of a heartbeat: which attempt of its dispatch is alive.
    public static final String ATTEMPT = "lovage-attempt";

    /// Between two attempts in the worker that interprets the run, which is busy as long.
    public static final Duration LONGEST_INLINE_PAUSE = Duration.ofMillis(250);

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    /// The same in every attempt of the step: what a task gives to others so that they do a thing
    /// once.
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String idempotencyKey() {
        return run + ":" + path;
    }

    public Payload payload() {
        try {
            return Payload.newBuilder()
                    .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                    .setData(ByteString.copyFrom(JSON.writeValueAsBytes(this)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads what [#payload] wrote; a payload that is no such header is an [UncheckedIOException].
    public static CallHeader of(Payload payload) {
        try {
            return JSON.readValue(payload.getData().toByteArray(), CallHeader.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Header " + KEY + " cannot be read", e);
        }
    }
}
