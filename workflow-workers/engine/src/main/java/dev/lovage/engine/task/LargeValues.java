package dev.lovage.engine.task;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.canvas.BlobReference;
import dev.lovage.engine.CallHeader;
import dev.lovage.engine.task.Blobs.RefusedException;
import dev.lovage.events.ErrorCode;
import dev.lovage.sdk.TaskFailure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What of a call is too large to travel with its run: results are kept in a store and travel as
/// references, arguments are brought from there. The task knows nothing of it.
final class LargeValues {
    /// Larger results do not travel in place.
    static final int IN_PLACE = 128 * 1024;

    /// What the arguments of one call may have in all.
    private static final long MOST = 64L * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final Blobs blobs;
    private final Patience patience;

    LargeValues(Blobs blobs) {
        this(blobs, new Patience(PATIENCE));
    }

    LargeValues(Blobs blobs, Patience patience) {
        this.blobs = blobs;
        this.patience = patience;
    }

    /// What travels in the place of this result: itself, or a reference to it.
    ///
    /// @throws TaskFailure when it is too large for the store, or the store does not answer
    byte[] kept(byte[] json, CallHeader call) throws InterruptedException {
        if (json.length <= IN_PLACE || call.accepted() == 0) {
            return inPlace(json);
        }
        var reference =
                new BlobReference(
                        call.accepted() + "/" + call.run(),
                        json.length,
                        sha256(json),
                        BlobReference.JSON,
                        count(json));
        return asked(
                () -> {
                    blobs.put(call.tenant(), reference, json);
                    return JSON.writeValueAsBytes(reference.json());
                },
                "The result has %,d bytes of JSON; %,d travel in place, and "
                        .formatted(json.length, IN_PLACE));
    }

    /// A result that has to travel itself: of a caller that is none of our runs, or a canvas.
    static byte[] inPlace(byte[] json) {
        if (json.length > IN_PLACE) {
            throw TaskFailure.of(
                            ErrorCode.RESULT_TOO_LARGE.name(),
                            "The result has %,d bytes of JSON; at most %,d travel here"
                                    .formatted(json.length, IN_PLACE))
                    .permanent();
        }
        return json;
    }

    /// The arguments with the values themselves where there are references.
    ///
    /// @throws TaskFailure when a value is gone, or the store does not answer
    List<JsonNode> whole(List<JsonNode> arguments, CallHeader call) throws InterruptedException {
        if (call.accepted() == 0) {
            return arguments;
        }
        var bringing = new Bringing(call.tenant());
        var whole = new ArrayList<JsonNode>(arguments.size());
        for (var argument : arguments) {
            whole.add(bringing.whole(argument));
        }
        return whole;
    }

    /// One call's arguments: what is named twice is brought once.
    private final class Bringing {
        private final String tenant;
        private final Map<BlobReference, JsonNode> brought = new HashMap<>();
        private long bytes;

        Bringing(String tenant) {
            this.tenant = tenant;
        }

        JsonNode whole(JsonNode value) throws InterruptedException {
            switch (value) {
                case ObjectNode object -> {
                    var reference = reference(object);
                    if (reference != null) {
                        return bring(reference);
                    }
                    for (var field : List.copyOf(object.properties())) {
                        object.set(field.getKey(), whole(field.getValue()));
                    }
                }
                case ArrayNode list -> {
                    for (int i = 0; i < list.size(); i++) {
                        list.set(i, whole(list.get(i)));
                    }
                }
                default -> {}
            }
            return value;
        }

        private JsonNode bring(BlobReference reference) throws InterruptedException {
            var known = brought.get(reference);
            if (known != null) {
                return known.deepCopy();
            }
            bytes += reference.size();
            if (bytes > MOST) {
                throw TaskFailure.of(
                                ErrorCode.VALUE_BY_REFERENCE.name(),
                                "The arguments have more than %,d bytes in all".formatted(MOST)
                                        + "; let several calls take a part each")
                        .permanent();
            }
            var value =
                    asked(
                            () -> JSON.readTree(blobs.get(tenant, reference)),
                            "An argument of %,d bytes is kept by reference, and "
                                    .formatted(reference.size()));
            brought.put(reference, value);
            return value;
        }
    }

    private static @Nullable BlobReference reference(ObjectNode object) {
        return object.has(BlobReference.KEY)
                ? BlobReference.of(
                                JSON.convertValue(
                                        object, new TypeReference<Map<String, Object>>() {}))
                        .orElse(null)
                : null;
    }

    private <T> T asked(Patience.Try<T> work, String what) throws InterruptedException {
        try {
            return patience.with(work);
        } catch (IOException e) {
            throw TaskFailure.of(
                            ErrorCode.VALUES_UNAVAILABLE.name(),
                            what + "the api that keeps it does not answer: " + e.getMessage())
                    .because(e);
        } catch (RefusedException e) {
            var code =
                    switch (e.reason()) {
                        case TOO_LARGE, CLOSED -> ErrorCode.RESULT_TOO_LARGE;
                        case GONE -> ErrorCode.VALUE_GONE;
                    };
            throw TaskFailure.of(code.name(), what + e.getMessage()).permanent();
        }
    }

    private static @Nullable Long count(byte[] json) {
        try (var parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return null;
            }
            long count = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException("A result was written that is no JSON", e);
        }
    }

    private static String sha256(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
