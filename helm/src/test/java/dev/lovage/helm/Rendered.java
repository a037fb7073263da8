package dev.lovage.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What a chart makes of one file of values.
///
/// @param from the chart and the file
/// @param custom objects of kinds that operators bring, without a model
record Rendered(String from, List<HasMetadata> typed, List<JsonNode> custom) {
    private static final Map<String, Class<? extends HasMetadata>> MODELS =
            Map.ofEntries(
                    Map.entry("ConfigMap", ConfigMap.class),
                    Map.entry("Deployment", Deployment.class),
                    Map.entry("HTTPRoute", HTTPRoute.class),
                    Map.entry("HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
                    Map.entry("Ingress", Ingress.class),
                    Map.entry("Job", Job.class),
                    Map.entry("NetworkPolicy", NetworkPolicy.class),
                    Map.entry("PersistentVolumeClaim", PersistentVolumeClaim.class),
                    Map.entry("Pod", Pod.class),
                    Map.entry("PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("Secret", Secret.class),
                    Map.entry("Service", Service.class),
                    Map.entry("ServiceAccount", ServiceAccount.class),
                    Map.entry("StatefulSet", StatefulSet.class));

    private static final Set<String> CUSTOM =
            Set.of(
                    "Connection",
                    "PodMonitor",
                    "PrometheusRule",
                    "ScaledObject",
                    "ServiceMonitor",
                    "WorkerDeployment");

    /// The models swallow what they do not know; this mapper does not.
    private static final ObjectMapper STRICT =
            new ObjectMapper()
                    .setAnnotationIntrospector(
                            new JacksonAnnotationIntrospector() {
                                @Override
                                public Boolean hasAnySetter(Annotated annotated) {
                                    return false;
                                }

                                @Override
                                public Boolean hasAnyGetter(Annotated annotated) {
                                    return false;
                                }

                                @Override
                                public com.fasterxml.jackson.annotation.JsonIgnoreProperties.Value
                                        findPropertyIgnoralByName(
                                                MapperConfig<?> config, Annotated annotated) {
                                    return com.fasterxml.jackson.annotation.JsonIgnoreProperties
                                            .Value.empty();
                                }
                            });

    static Rendered of(String from, String text) {
        var typed = new ArrayList<HasMetadata>();
        var custom = new ArrayList<JsonNode>();
        try (var documents = Chart.YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (documents.hasNext()) {
                var node = documents.next();
                var kind = node.path("kind").asText();
                var model = MODELS.get(kind);
                if (model != null) {
                    typed.add(STRICT.treeToValue(node, model));
                } else if (CUSTOM.contains(kind)) {
                    custom.add(node);
                } else if (!node.isNull() && !node.isMissingNode()) {
                    throw new IllegalStateException(from + " has an unknown kind: " + node);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(from, e);
        }
        return new Rendered(from, List.copyOf(typed), List.copyOf(custom));
    }

    <T extends HasMetadata> Stream<T> all(Class<T> model) {
        return typed.stream().filter(model::isInstance).map(model::cast);
    }

    <T extends HasMetadata> T one(Class<T> model, String name) {
        return all(model)
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(from + " has no " + model.getSimpleName() + " " + name));
    }

    Stream<JsonNode> custom(String kind) {
        return custom.stream().filter(node -> node.path("kind").asText().equals(kind));
    }

    /// Everything that makes pods.
    List<Workload> workloads() {
        return Stream.of(
                        all(Deployment.class).map(Workload::of),
                        all(StatefulSet.class).map(Workload::of),
                        all(Job.class).map(Workload::of),
                        all(Pod.class).map(Workload::of),
                        custom("WorkerDeployment").map(Rendered::versioned))
                .flatMap(it -> it)
                .toList();
    }

    Workload workload(String name) {
        return workloads().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(from + " has no workload " + name));
    }

    private static Workload versioned(JsonNode node) {
        try {
            var template = STRICT.treeToValue(node.at("/spec/template"), PodTemplateSpec.class);
            return new Workload(
                    "WorkerDeployment",
                    node.at("/metadata/name").asText(),
                    Map.of(),
                    template.getMetadata().getLabels(),
                    template.getSpec());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
