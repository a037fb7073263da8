package dev.lovage.server.run;

import dev.lovage.server.ApiException;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowServiceException;
import io.temporal.serviceclient.StatusUtils;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// What Temporal's refusals mean to a caller of ours.
final class TemporalErrors {
    private TemporalErrors() {}

    /// The answer, or nothing where Temporal says that there is no such thing.
    static <T> Optional<T> found(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (StatusRuntimeException e) {
            if (missing(e)) {
                return Optional.empty();
            }
            throw translated(e);
        }
    }

    /// The answer, or nothing where it did not come within the deadline of the call.
    static <T> Optional<T> inTime(Supplier<T> call) {
        try {
            return found(call);
        } catch (ApiException e) {
            if (e.getCause() instanceof StatusRuntimeException cause
                    && cause.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw translated(e);
        } catch (WorkflowServiceException e) {
            throw e.getCause() instanceof StatusRuntimeException cause ? translated(cause) : e;
        }
    }

    private static boolean missing(StatusRuntimeException e) {
        return e.getStatus().getCode() == Status.Code.NOT_FOUND
                && !StatusUtils.hasFailure(e, NamespaceNotFoundFailure.class);
    }

    private static RuntimeException translated(StatusRuntimeException e) {
        return switch (e.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, ABORTED, UNKNOWN, INTERNAL, NOT_FOUND ->
                    ApiException.unavailable("Temporal", e);
            case RESOURCE_EXHAUSTED ->
                    ApiException.tooMany("Temporal takes no more for now.", Duration.ofSeconds(1));
            case OK,
                    INVALID_ARGUMENT,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    FAILED_PRECONDITION,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    DATA_LOSS,
                    UNAUTHENTICATED ->
                    e;
        };
    }
}
