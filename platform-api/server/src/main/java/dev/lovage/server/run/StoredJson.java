package dev.lovage.server.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;

/// Values as the read model's `json` columns hold them.
///
/// A payload is `{"value": any}`, `{"omitted": bytes}` or `{"reference": {..}}`; no payload and no
/// failure are NULL.
public final class StoredJson {
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                    .configure(DeserializationFeature.USE_LONG_FOR_INTS, true);

    private StoredJson() {}

    public static @Nullable String ofPayload(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> null;
            case Payload.Inline inline -> of(Collections.singletonMap("value", inline.value()));
            case Payload.Omitted(var bytes) -> of(Map.of("omitted", bytes));
            case Payload.Reference reference -> of(Map.of("reference", reference));
        };
    }

    public static Payload payload(@Nullable String json) {
        if (json == null) {
            return Payload.NONE;
        }
        var tree = read(json, new TypeReference<Map<String, @Nullable Object>>() {});
        if (tree.get("omitted") instanceof Long bytes) {
            return new Payload.Omitted(bytes);
        }
        var reference = tree.get("reference");
        return reference == null
                ? new Payload.Inline(tree.get("value"))
                : JSON.convertValue(reference, Payload.Reference.class);
    }

    public static @Nullable String ofFailure(@Nullable Failure failure) {
        return failure == null ? null : of(failure);
    }

    public static @Nullable Failure failure(@Nullable String json) {
        return json == null ? null : read(json, new TypeReference<Failure>() {});
    }

    public static @Nullable String ofCounts(Map<StepState, Integer> counts) {
        return counts.isEmpty() ? null : of(counts);
    }

    public static Map<StepState, Integer> counts(@Nullable String json) {
        return json == null ? Map.of() : read(json, new TypeReference<>() {});
    }

    /// Any JSON value as text.
    public static String of(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("This value cannot be written as JSON", e);
        }
    }

    /// An object that [#of] wrote.
    public static Map<String, @Nullable Object> object(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("The read model holds what is not ours: " + json, e);
        }
    }
}
