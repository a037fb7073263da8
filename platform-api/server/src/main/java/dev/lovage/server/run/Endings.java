package dev.lovage.server.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;

import dev.lovage.events.Failure;
import dev.lovage.events.RunState;
import dev.lovage.server.run.RunEngine.Ending;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;

import org.jspecify.annotations.Nullable;

/// Reads how a run ended from the last event of its history.
final class Endings {
    private static final String SKIPPED = "json/lovage-skipped";
    private static final String RUN_TIMEOUT = "RUN_TIMEOUT";
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .build();

    private Endings() {}

    static boolean isClose(HistoryEvent event) {
        return switch (event.getAttributesCase()) {
            case WORKFLOW_EXECUTION_COMPLETED_EVENT_ATTRIBUTES,
                    WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES,
                    WORKFLOW_EXECUTION_CANCELED_EVENT_ATTRIBUTES,
                    WORKFLOW_EXECUTION_TERMINATED_EVENT_ATTRIBUTES,
                    WORKFLOW_EXECUTION_TIMED_OUT_EVENT_ATTRIBUTES,
                    WORKFLOW_EXECUTION_CONTINUED_AS_NEW_EVENT_ATTRIBUTES ->
                    true;
            default -> false;
        };
    }

    /// Temporal's id of the execution that goes on with the run; empty when none does.
    static String continuedAs(HistoryEvent event) {
        return event.hasWorkflowExecutionContinuedAsNewEventAttributes()
                ? event.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId()
                : "";
    }

    static Ending of(HistoryEvent event) {
        return switch (event.getAttributesCase()) {
            case WORKFLOW_EXECUTION_COMPLETED_EVENT_ATTRIBUTES ->
                    completed(event.getWorkflowExecutionCompletedEventAttributes().getResult());
            case WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES ->
                    failed(event.getWorkflowExecutionFailedEventAttributes().getFailure());
            case WORKFLOW_EXECUTION_CANCELED_EVENT_ATTRIBUTES ->
                    ended(RunState.CANCELLED, "CANCELLED", "The run was cancelled.");
            case WORKFLOW_EXECUTION_TERMINATED_EVENT_ATTRIBUTES ->
                    ended(
                            RunState.TERMINATED,
                            "TERMINATED",
                            event.getWorkflowExecutionTerminatedEventAttributes().getReason());
            default -> ended(RunState.TIMED_OUT, RUN_TIMEOUT, "The run took too long.");
        };
    }

    /// The first of the payloads, as JSON of this form.
    static <T> T json(Payloads payloads, Class<T> type) {
        return json(payloads.getPayloads(0), type);
    }

    /// One payload that holds this as JSON.
    static Payloads payloads(Object value) {
        try {
            return Payloads.newBuilder()
                    .addPayloads(
                            Payload.newBuilder()
                                    .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                                    .setData(
                                            ByteString.copyFromUtf8(
                                                    MAPPER.writeValueAsString(value))))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This cannot be written as JSON", e);
        }
    }

    private static Ending completed(Payloads result) {
        if (result.getPayloadsCount() == 0) {
            return new Ending(RunState.SUCCEEDED, null, null);
        }
        var payload = result.getPayloads(0);
        var skipped = encoding(payload).equals(SKIPPED);
        return new Ending(skipped ? RunState.SKIPPED : RunState.SUCCEEDED, value(payload), null);
    }

    private static Ending failed(io.temporal.api.failure.v1.Failure failure) {
        var code = failure.getApplicationFailureInfo().getType();
        var details = failure.getApplicationFailureInfo().getDetails();
        var error =
                details.getPayloadsCount() > 0
                        ? json(details, Failure.class)
                        : bare(code, failure.getMessage());
        var state = code.equals(RUN_TIMEOUT) ? RunState.TIMED_OUT : RunState.FAILED;
        return new Ending(state, null, error);
    }

    private static Ending ended(RunState state, String code, String message) {
        return new Ending(state, null, bare(code, message));
    }

    private static Failure bare(String code, String message) {
        return new Failure(code, code, message, null, "", 0, false, null);
    }

    private static @Nullable Object value(Payload payload) {
        return encoding(payload).equals("binary/null") || payload.getData().isEmpty()
                ? null
                : json(payload, Object.class);
    }

    private static <T> T json(Payload payload, Class<T> type) {
        try {
            return MAPPER.readValue(payload.getData().toStringUtf8(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Temporal holds what is not of our form", e);
        }
    }

    private static String encoding(Payload payload) {
        return payload.getMetadataOrThrow("encoding").toStringUtf8();
    }
}
