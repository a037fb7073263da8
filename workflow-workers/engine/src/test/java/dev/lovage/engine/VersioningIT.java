package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.engine.EngineOptions.Versioning;
import dev.lovage.local.Stack;

import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.VersioningBehavior;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Timeout(120)
class VersioningIT {
    private static final String NAMESPACE = Stack.shared().namespace();
    private final String deployment = "deployment-" + UUID.randomUUID();
    private final TestPlatform platform = new TestPlatform(Stack.shared().temporal(), NAMESPACE);

    @AfterEach
    void end() {
        platform.close();
    }

    private List<String> builds() {
        var asked =
                DescribeWorkerDeploymentRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setDeploymentName(deployment)
                        .build();
        try {
            return platform
                    .stubs
                    .blockingStub()
                    .describeWorkerDeployment(asked)
                    .getWorkerDeploymentInfo()
                    .getVersionSummariesList()
                    .stream()
                    .map(it -> it.getDeploymentVersion().getBuildId())
                    .toList();
        } catch (StatusRuntimeException _) {
            return List.of();
        }
    }

    private void makeCurrent(String build) {
        var _ =
                platform.stubs
                        .blockingStub()
                        .setWorkerDeploymentCurrentVersion(
                                SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                                        .setNamespace(NAMESPACE)
                                        .setDeploymentName(deployment)
                                        .setBuildId(build)
                                        .build());
    }

    @Test
    void servesRunsAsTheVersionThatIsCurrent() {
        platform.engine(Map.of(), platform.topic, new Versioning.Deployed(deployment, "b1"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(builds()).containsExactly("b1"));

        makeCurrent("b1");
        var run = platform.start("'do': {'value': 1}", null);

        assertThat(run.getResult(Object.class)).isNotNull();
        assertThat(platform.history(run))
                .filteredOn(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
                .extracting(HistoryEvent::getWorkflowTaskCompletedEventAttributes)
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(it.getVersioningBehavior())
                            .isEqualTo(VersioningBehavior.VERSIONING_BEHAVIOR_AUTO_UPGRADE);
                    assertThat(it.getDeploymentVersion().getBuildId()).isEqualTo("b1");
                });
    }
}
