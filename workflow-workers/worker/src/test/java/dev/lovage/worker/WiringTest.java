package dev.lovage.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.engine.EngineOptions;
import dev.lovage.engine.EngineOptions.Versioning;
import dev.lovage.engine.task.Blobs;
import dev.lovage.worker.blob.HttpBlobs;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// What the environment says reaches the engine.
final class WiringTest {
    private static EngineOptions options(Map<String, Object> variables) {
        return bean(EngineOptions.class, variables);
    }

    private static <T> T bean(Class<T> type, Map<String, Object> variables) {
        var environment =
                PropertySource.of(
                        "variables",
                        variables,
                        PropertyConvention.ENVIRONMENT_VARIABLE,
                        PropertySource.Origin.of("test"));
        try (var context =
                ApplicationContext.builder()
                        .propertySources(FrameworkSettings.source(), environment)
                        .properties(Map.of("lovage.worker.packages", "dev.lovage.worker.builtin"))
                        .singletons(new TaskSources("dev.lovage.worker.builtin", List.of()))
                        .start()) {
            return context.getBean(type);
        }
    }

    @Test
    void isInTheClearAndWithoutAVersionUnlessToldOtherwise() {
        var options = options(Map.of());

        assertThat(options.temporal().stubs().getSslContext()).isNull();
        assertThat(options.temporal().versioning()).isEqualTo(new Versioning.None());
        assertThat(options.kafka().client()).containsEntry("security.protocol", "PLAINTEXT");
    }

    @Test
    void keepsLargeValuesInTheApiWhereATokenOpensIt() {
        assertThat(bean(Blobs.class, Map.of())).isSameAs(Blobs.NONE);
        assertThat(bean(Blobs.class, Map.of("LOVAGE_WORKER_TOKEN", "a secret")))
                .isInstanceOf(HttpBlobs.class);
    }

    @Test
    void speaksTlsToTemporal() {
        assertThat(options(Map.of("LOVAGE_TEMPORAL_TLS", "true")).temporal().stubs())
                .satisfies(it -> assertThat(it.getSslContext()).isNotNull());
    }

    @Test
    void signsInAtKafka() {
        var options =
                options(
                        Map.of(
                                "LOVAGE_KAFKA_SERVERS", "k:1",
                                "LOVAGE_KAFKA_PROTOCOL", "SASL_SSL",
                                "LOVAGE_KAFKA_USER", "ada",
                                "LOVAGE_KAFKA_PASSWORD", "secret"));

        assertThat(options.kafka().client())
                .containsEntry("bootstrap.servers", "k:1")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
    }

    @Test
    void isTheVersionThatTheControllerSays() {
        var options =
                options(
                        Map.of(
                                "TEMPORAL_DEPLOYMENT_NAME", "flows/worker",
                                "TEMPORAL_WORKER_BUILD_ID", "1a2b"));

        assertThat(options.temporal().versioning())
                .isEqualTo(new Versioning.Deployed("flows/worker", "1a2b"));
    }

    @Test
    void refusesHalfAVersion() {
        assertThatThrownBy(() -> options(Map.of("TEMPORAL_DEPLOYMENT_NAME", "flows/worker")))
                .hasStackTraceContaining("belong together: set both, or none");
    }
}
