package dev.lovage.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What holds between the objects of one release.
class ObjectRulesTest {
    private static final List<String> SELECTING =
            List.of(
                    "app.kubernetes.io/component",
                    "app.kubernetes.io/instance",
                    "app.kubernetes.io/name",
                    "lovage.dev/pool");

    static Stream<Rendered> all() {
        return RenderTest.all();
    }

    static Stream<Rendered> lovage() {
        return RenderTest.lovage();
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesAreShortEnoughForALabel(Rendered rendered) {
        assertThat(rendered.typed())
                .extracting(it -> it.getMetadata().getName())
                .allMatch(it -> it.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));
    }

    @Test
    void namesStayShortWhateverTheReleaseIsCalled() {
        var release = "a-release-with-a-name-of-just-fifty-three-characters";
        var values = Path.of("lovage/ci/full.yaml");
        var patch = Chart.LOVAGE.renderWith("full.yaml", "fullnameOverride: ''");

        for (var rendered : List.of(Chart.LOVAGE.render(values, release), patch)) {
            assertThat(rendered.typed())
                    .extracting(HasMetadata::getMetadata)
                    .allSatisfy(it -> {
                        assertThat(it.getName()).hasSizeLessThanOrEqualTo(63);
                        assertThat(it.getLabels().values()).allMatch(value -> value.length() <= 63);
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void selectorsMatchTheirPods(Rendered rendered) {
        var labels = rendered.workloads().stream().map(Workload::labels).toList();
        assertThat(rendered.workloads())
                .filteredOn(it -> !it.selector().isEmpty())
                .allSatisfy(it -> {
                    assertThat(it.labels()).containsAllEntriesOf(it.selector());
                    assertThat(it.selector().keySet()).isSubsetOf(SELECTING);
                });
        assertThat(selectors(rendered))
                .isNotEmpty()
                .allSatisfy(selector ->
                        assertThat(labels)
                                .anyMatch(it -> it.entrySet().containsAll(selector.entrySet())));
    }

    private static List<Map<String, String>> selectors(Rendered rendered) {
        return Stream.of(
                        rendered.all(Service.class).map(it -> it.getSpec().getSelector()),
                        rendered.all(PodDisruptionBudget.class)
                                .map(it -> it.getSpec().getSelector().getMatchLabels()),
                        rendered.all(NetworkPolicy.class)
                                .map(it -> it.getSpec().getPodSelector().getMatchLabels()))
                .flatMap(it -> it)
                .toList();
    }

    @Test
    void selectorsStayTheSameWhateverIsSet() {
        var before = Chart.LOVAGE.renderWith("minimal.yaml", "{}");
        var after =
                Chart.LOVAGE.renderWith(
                        "minimal.yaml",
                        "images: {tag: '9'}\napi: {podLabels: {a: b}, replicas: 5}");

        assertThat(after.workload("trying-lovage-api").selector())
                .isEqualTo(before.workload("trying-lovage-api").selector());
    }

    @ParameterizedTest
    @MethodSource("all")
    void servicesSendToPortsThatExist(Rendered rendered) {
        assertThat(rendered.all(Service.class))
                .allSatisfy(service -> {
                    var names =
                            rendered.workloads().stream()
                                    .filter(it ->
                                            it.labels()
                                                    .entrySet()
                                                    .containsAll(
                                                            service.getSpec()
                                                                    .getSelector()
                                                                    .entrySet()))
                                    .flatMap(Workload::containers)
                                    .flatMap(it -> it.getPorts().stream())
                                    .map(ContainerPort::getName)
                                    .toList();
                    assertThat(service.getSpec().getPorts().stream().map(ObjectRulesTest::target))
                            .allMatch(names::contains);
                });
    }

    private static String target(ServicePort port) {
        return port.getTargetPort().getStrVal();
    }

    @ParameterizedTest
    @MethodSource("lovage")
    void makesNoSecretItself(Rendered rendered) {
        assertThat(rendered.all(Secret.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lovage")
    void migratesWithTheEnvironmentOfTheApi(Rendered rendered) {
        var jobs = rendered.workloads().stream().filter(it -> it.kind().equals("Job")).toList();
        var api =
                rendered.workloads().stream()
                        .filter(it -> it.component().equals("api"))
                        .findFirst()
                        .orElseThrow();

        assertThat(jobs)
                .allSatisfy(job -> {
                    assertThat(job.env()).isEqualTo(api.env());
                    assertThat(job.container().getImage()).isEqualTo(api.container().getImage());
                });
        assertThat(api.env())
                .filteredOn("name", "LOVAGE_DATABASE_MIGRATE")
                .extracting("value")
                .containsExactly(jobs.isEmpty() ? "start" : "wait");
    }

    @ParameterizedTest
    @MethodSource("lovage")
    void whatScalesByItselfHasNoReplicas(Rendered rendered) {
        var scaled =
                Stream.concat(
                                rendered.all(HorizontalPodAutoscaler.class)
                                        .map(it -> it.getSpec().getScaleTargetRef().getName()),
                                rendered.custom("ScaledObject")
                                        .map(it -> it.at("/spec/scaleTargetRef/name").asText()))
                        .toList();

        assertThat(rendered.all(io.fabric8.kubernetes.api.model.apps.Deployment.class))
                .allSatisfy(it ->
                        assertThat(it.getSpec().getReplicas() == null)
                                .isEqualTo(scaled.contains(it.getMetadata().getName())));
    }

    @Test
    void scalesByBothKindsOfTasksOfEachQueue() {
        var rendered = Chart.LOVAGE.render(Path.of("lovage/ci/keda.yaml"));
        var triggers =
                rendered.custom("ScaledObject")
                        .flatMap(it -> it.at("/spec/triggers").valueStream())
                        .map(it -> it.path("metadata"))
                        .toList();

        assertThat(triggers)
                .extracting(it -> it.path("taskQueue").asText())
                .containsExactly("default", "finance/mail", "finance/bulk");
        assertThat(triggers)
                .extracting(it -> it.path("queueTypes").asText())
                .containsOnly("workflow,activity");
        assertThat(rendered.custom("ScaledObject"))
                .extracting(it -> it.at("/spec/minReplicaCount").asInt())
                .containsOnly(1);
        assertThat(triggers).allMatch(ObjectRulesTest::onlyText);
    }

    private static boolean onlyText(JsonNode metadata) {
        return metadata.valueStream().allMatch(JsonNode::isTextual);
    }

    @Test
    void deniesEverythingToEveryPodFirst() {
        var rendered = Chart.LOVAGE.render(Path.of("lovage/ci/full.yaml"));
        var deny = rendered.one(NetworkPolicy.class, "flows-deny").getSpec();

        assertThat(deny.getIngress()).isEmpty();
        assertThat(deny.getEgress()).isEmpty();
        assertThat(deny.getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(rendered.workloads())
                .allMatch(it ->
                        it.labels()
                                .entrySet()
                                .containsAll(deny.getPodSelector().getMatchLabels().entrySet()));
    }

    @Test
    void theInternalPortIsForWorkersAlone() {
        var rendered = Chart.LOVAGE.render(Path.of("lovage/ci/full.yaml"));
        var service = rendered.one(Service.class, "flows-api-internal").getSpec();
        var rules =
                rendered.one(NetworkPolicy.class, "flows-api").getSpec().getIngress().stream()
                        .filter(it ->
                                it.getPorts().stream()
                                        .anyMatch(p -> "internal".equals(p.getPort().getStrVal())))
                        .toList();

        assertThat(service.getType()).isEqualTo("ClusterIP");
        assertThat(service.getPorts()).extracting(ServicePort::getPort).containsExactly(8082);
        assertThat(rules).hasSize(1);
        assertThat(rules.getFirst().getFrom())
                .extracting(it ->
                        it.getPodSelector().getMatchLabels().get("app.kubernetes.io/component"))
                .containsExactly("worker");
        assertThat(rendered.all(Service.class).filter(it -> !it.getSpec().equals(service)))
                .allSatisfy(it ->
                        assertThat(it.getSpec().getPorts())
                                .extracting(ServicePort::getName)
                                .doesNotContain("internal"));
    }

    @Test
    void withoutAWorkerTokenThereIsNoInternalPort() {
        var rendered = Chart.LOVAGE.render(Path.of("lovage/ci/minimal.yaml"));

        assertThat(rendered.all(Service.class))
                .extracting(it -> it.getMetadata().getName())
                .noneMatch(it -> it.endsWith("-internal"));
    }

    @Test
    void letsTheApiOutToThePortsOfTheServersOnly() {
        var rendered = Chart.LOVAGE.render(Path.of("lovage/ci/full.yaml"));

        assertThat(
                        rendered
                                .one(NetworkPolicy.class, "flows-api")
                                .getSpec()
                                .getEgress()
                                .stream()
                                .flatMap(it -> it.getPorts().stream())
                                .map(it -> it.getPort().getIntVal()))
                .containsExactlyInAnyOrder(53, 53, 5432, 5433, 7233, 9092);
    }
}
