package dev.lovage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.PropertyConvention;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class SettingKeysTest {
    private static void check(PropertyConvention convention, String key) {
        var source =
                PropertySource.of(
                        "given", Map.of(key, "1"), convention, PropertySource.Origin.of("test"));
        try (var context = ApplicationContext.builder().propertySources(source).build()) {
            context.getEnvironment().start();
            assertThat(new SettingKeys(context.getEnvironment())).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lovage.database.url", "lovage.server.port", "lovage.worker.queues"})
    void knowsAKey(String key) {
        check(PropertyConvention.JAVA_PROPERTIES, key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOVAGE_DATABASE_URL", "LOVAGE_MANAGEMENT_PORT", "LOVAGE_API_URL"})
    void knowsAVariable(String name) {
        check(PropertyConvention.ENVIRONMENT_VARIABLE, name);
    }

    @Test
    void refusesAMisspeltKeyWithTheNearest() {
        assertThatThrownBy(() -> check(PropertyConvention.JAVA_PROPERTIES, "lovage.databse.url"))
                .hasMessageContaining("lovage.databse.url")
                .hasMessageContaining("did you mean lovage.database.url?");
    }

    @Test
    void refusesAMisspeltVariableWithTheNearest() {
        assertThatThrownBy(() ->
                        check(PropertyConvention.ENVIRONMENT_VARIABLE, "LOVAGE_TEMPORAL_TARGT"))
                .hasMessageContaining("did you mean lovage.temporal.target?");
    }
}
