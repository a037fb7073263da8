package dev.lovage.server;

import com.google.protobuf.util.Durations;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.errordetails.v1.NamespaceNotFoundFailure;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.serviceclient.StatusUtils;
import io.temporal.serviceclient.WorkflowServiceStubs;

import jakarta.inject.Singleton;

import java.util.concurrent.TimeUnit;

/// The namespace in Temporal that holds the runs, registered when it is absent.
@Singleton
final class Namespace implements Requirement {
    static final String DEPENDENCY = "temporal";

    private final Settings.Temporal settings;
    private final WorkflowServiceStubs stubs;

    Namespace(Settings.Temporal settings, WorkflowServiceStubs stubs) {
        this.settings = settings;
        this.stubs = stubs;
    }

    @Override
    public String dependency() {
        return DEPENDENCY;
    }

    @Override
    public void meet() {
        try {
            describe();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
            register();
        }
        beServed();
    }

    /// Temporal keeps for a second or more that a namespace was absent, and refuses its runs until
    /// then: any question about a run, even about one that is not there, tells.
    private void beServed() {
        try {
            stubs.blockingStub()
                    .withDeadlineAfter(5, TimeUnit.SECONDS)
                    .describeWorkflowExecution(
                            DescribeWorkflowExecutionRequest.newBuilder()
                                    .setNamespace(settings.namespace())
                                    .setExecution(WorkflowExecution.newBuilder().setWorkflowId("-"))
                                    .build());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND
                    || StatusUtils.hasFailure(e, NamespaceNotFoundFailure.class)) {
                throw e;
            }
        }
    }

    @Override
    public void probe() {
        stubs.blockingStub()
                .withDeadlineAfter(1, TimeUnit.SECONDS)
                .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
    }

    private void describe() {
        stubs.blockingStub()
                .withDeadlineAfter(5, TimeUnit.SECONDS)
                .describeNamespace(
                        DescribeNamespaceRequest.newBuilder()
                                .setNamespace(settings.namespace())
                                .build());
    }

    private void register() {
        try {
            stubs.blockingStub()
                    .withDeadlineAfter(5, TimeUnit.SECONDS)
                    .registerNamespace(
                            RegisterNamespaceRequest.newBuilder()
                                    .setNamespace(settings.namespace())
                                    .setWorkflowExecutionRetentionPeriod(
                                            Durations.fromMillis(settings.retention().toMillis()))
                                    .build());
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        }
    }
}
