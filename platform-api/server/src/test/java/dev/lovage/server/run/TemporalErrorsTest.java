package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.server.ApiException;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowServiceException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemporalErrorsTest {
    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"NOT_FOUND", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED"})
    void aWaitThatTemporalCannotServeNowHasNoAnswerYet(Status.Code code) {
        assertThat(TemporalErrors.awaited(() -> refuse(code))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNAVAILABLE", "INTERNAL"})
    void aWaitEndsWhenTemporalIsDown(Status.Code code) {
        assertThatThrownBy(() -> TemporalErrors.awaited(() -> refuse(code)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Temporal");
    }

    @Test
    void aQuestionThatTemporalIsTooBusyForIsRefused() {
        assertThatThrownBy(() -> TemporalErrors.found(() -> refuse(Status.Code.RESOURCE_EXHAUSTED)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("takes no more");
    }

    @Test
    void aCallThatTheSdkGivesUpWithoutAnAnswerFindsTemporalAway() {
        var run = WorkflowExecution.newBuilder().setWorkflowId("census~1").build();
        var late = new IllegalArgumentException("invalid expiration : PT-0.08S");

        assertThatThrownBy(() ->
                        TemporalErrors.translated(() -> {
                            throw new WorkflowServiceException(run, "lovage.run", late);
                        }))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Temporal does not answer");
    }

    private static Object refuse(Status.Code code) {
        throw new StatusRuntimeException(code.toStatus());
    }
}
