package dev.lovage.server.run;

import static io.grpc.Status.Code.DEADLINE_EXCEEDED;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.RESOURCE_EXHAUSTED;

import dev.lovage.server.ApiException;

import io.grpc.StatusRuntimeException;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.client.WorkflowServiceException;
import io.temporal.serviceclient.StatusUtils;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What Temporal's refusals mean to a caller of ours.
public final class TemporalErrors {
    private TemporalErrors() {}

    /// The answer, or nothing where Temporal says that there is no such thing.
    public static <T> Optional<T> found(Supplier<T> call) {
        return unless(TemporalErrors::missing, call);
    }

    /// The answer, or nothing where there is none yet: no such thing, not in time, Temporal too
    /// busy.
    static <T> Optional<T> awaited(Supplier<T> call) {
        return unless(e -> missing(e) || passing(e), call);
    }

    private static <T> Optional<T> unless(
            Predicate<StatusRuntimeException> nothing, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (StatusRuntimeException e) {
            if (nothing.test(e)) {
                return Optional.empty();
            }
            throw translated(e);
        }
    }

    /// Says nothing about what was asked for.
    private static boolean passing(StatusRuntimeException e) {
        var code = e.getStatus().getCode();
        return code == DEADLINE_EXCEEDED || code == RESOURCE_EXHAUSTED;
    }

    /// The answer; what Temporal refuses is the caller's problem, or `UNAVAILABLE`.
    public static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw translated(e);
        } catch (WorkflowServiceException e) { // without a status: nobody has answered the SDK
            throw e.getCause() instanceof StatusRuntimeException cause
                    ? translated(cause)
                    : ApiException.unavailable("Temporal", e);
        }
    }

    private static boolean missing(StatusRuntimeException e) {
        return e.getStatus().getCode() == NOT_FOUND
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
