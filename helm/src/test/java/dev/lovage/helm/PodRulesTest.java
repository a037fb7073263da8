package dev.lovage.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What holds for every pod of both charts.
class PodRulesTest {
    static Stream<Workload> workloads() {
        return RenderTest.all().flatMap(it -> it.workloads().stream());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void runsRestricted(Workload workload) {
        var pod = workload.pod();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(workload.containers())
                .extracting(Container::getSecurityContext)
                .allSatisfy(it -> {
                    assertThat(it.getAllowPrivilegeEscalation()).isFalse();
                    assertThat(it.getCapabilities().getDrop()).containsExactly("ALL");
                    assertThat(it.getCapabilities().getAdd()).isEmpty();
                    assertThat(it.getPrivileged()).isNull();
                });
    }

    static Stream<Workload> ours() {
        return RenderTest.lovage().flatMap(it -> it.workloads().stream());
    }

    @ParameterizedTest
    @MethodSource("ours")
    void oursAreUser10001OnAFileSystemToRead(Workload workload) {
        assertThat(workload.pod().getSecurityContext().getRunAsUser()).isEqualTo(10001);
        assertThat(workload.containers())
                .allSatisfy(it -> {
                    assertThat(it.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                    assertThat(it.getVolumeMounts()).extracting("mountPath").contains("/tmp");
                });
        assertThat(workload.pod().getVolumes())
                .extracting("name", "emptyDir.medium")
                .contains(tuple("tmp", "Memory"));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void asksForWhatItNeedsAndHasALimitOfMemory(Workload workload) {
        assertThat(workload.containers())
                .extracting(Container::getResources)
                .allSatisfy(it -> {
                    assertThat(it.getRequests()).containsKeys("cpu", "memory");
                    assertThat(it.getLimits()).containsKey("memory");
                });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void probesPortsThatExist(Workload workload) {
        for (var container : workload.pod().getContainers()) {
            var probes = probes(container);
            if (workload.serves()) {
                assertThat(probes).as("startup, liveness, readiness").hasSize(3);
            }
            var names = container.getPorts().stream().map(ContainerPort::getName).toList();
            assertThat(probes.stream().map(PodRulesTest::port)).allMatch(names::contains);
        }
    }

    private static List<Probe> probes(Container container) {
        return Stream.of(
                        container.getStartupProbe(),
                        container.getLivenessProbe(),
                        container.getReadinessProbe())
                .filter(Objects::nonNull)
                .toList();
    }

    private static String port(Probe probe) {
        var http = probe.getHttpGet();
        return http == null
                ? probe.getTcpSocket().getPort().getStrVal()
                : http.getPort().getStrVal();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void mountsVolumesThatExist(Workload workload) {
        var volumes = workload.pod().getVolumes().stream().map(it -> it.getName()).toList();

        assertThat(workload.containers().flatMap(it -> it.getVolumeMounts().stream()))
                .allMatch(it ->
                        volumes.contains(it.getName()) || workload.kind().equals("StatefulSet"));
    }

    /// Where the variables say that certificates and keys are, Secrets are mounted.
    @ParameterizedTest
    @MethodSource("ours")
    void findsTheFilesThatItsSettingsName(Workload workload) {
        if (workload.component().equals("migrate")) {
            return; // speaks to PostgreSQL alone
        }
        var mounted = workload.containers().flatMap(it -> it.getVolumeMounts().stream()).toList();

        assertThat(workload.env())
                .filteredOn(it -> it.getName().matches("LOVAGE_(TEMPORAL|KAFKA)_.*_FILE"))
                .allSatisfy(it ->
                        assertThat(mounted)
                                .extracting("mountPath")
                                .contains(it.getValue().replaceFirst("/[^/]+$", "")));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void namesNoVariableTwice(Workload workload) {
        assertThat(workload.containers())
                .allSatisfy(
                        it -> assertThat(it.getEnv()).extracting("name").doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @MethodSource("ours")
    void neverHoldsASecret(Workload workload) {
        assertThat(workload.env())
                .filteredOn(it -> it.getName().matches(".*(PASSWORD|TOKEN|SECRET|KEY)$"))
                .allSatisfy(it -> {
                    assertThat(it.getValue()).isNull();
                    assertThat(it.getValueFrom().getSecretKeyRef().getName()).isNotBlank();
                    assertThat(it.getValueFrom().getSecretKeyRef().getKey()).isNotBlank();
                });
    }

    static Stream<Workload> workers() {
        return ours().filter(it -> it.component().equals("worker"));
    }

    @ParameterizedTest
    @MethodSource("workers")
    void workersHaveTheirGraceAndHalfAMinute(Workload workload) {
        var grace =
                workload.env().stream()
                        .filter(it -> it.getName().equals("LOVAGE_WORKER_STOP_GRACE"))
                        .mapToLong(it -> Long.parseLong(it.getValue().replace("s", "")))
                        .sum();

        assertThat(grace).isPositive();
        assertThat(workload.pod().getTerminationGracePeriodSeconds())
                .isGreaterThanOrEqualTo(grace + 30);
        assertThat(workload.container().getLifecycle()).isNull();
    }
}
