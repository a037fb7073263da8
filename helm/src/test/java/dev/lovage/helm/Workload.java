package dev.lovage.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Something that makes pods.
///
/// @param selector empty where the kind needs none
/// @param labels of its pods
record Workload(
        String kind,
        String name,
        Map<String, String> selector,
        Map<String, String> labels,
        PodSpec pod) {
    static Workload of(Deployment it) {
        var template = it.getSpec().getTemplate();
        return new Workload(
                "Deployment",
                it.getMetadata().getName(),
                it.getSpec().getSelector().getMatchLabels(),
                template.getMetadata().getLabels(),
                template.getSpec());
    }

    static Workload of(StatefulSet it) {
        var template = it.getSpec().getTemplate();
        return new Workload(
                "StatefulSet",
                it.getMetadata().getName(),
                it.getSpec().getSelector().getMatchLabels(),
                template.getMetadata().getLabels(),
                template.getSpec());
    }

    static Workload of(Job it) {
        var template = it.getSpec().getTemplate();
        return new Workload(
                "Job",
                it.getMetadata().getName(),
                Map.of(),
                template.getMetadata().getLabels(),
                template.getSpec());
    }

    static Workload of(Pod it) {
        return new Workload(
                "Pod",
                it.getMetadata().getName(),
                Map.of(),
                it.getMetadata().getLabels(),
                it.getSpec());
    }

    /// Whether it runs until it is told to stop.
    boolean serves() {
        return !kind.equals("Job") && !kind.equals("Pod");
    }

    String component() {
        return labels.getOrDefault("app.kubernetes.io/component", "");
    }

    Stream<Container> containers() {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }

    /// The one of its process.
    Container container() {
        return pod.getContainers().getFirst();
    }

    List<EnvVar> env() {
        return containers().flatMap(it -> it.getEnv().stream()).toList();
    }
}
