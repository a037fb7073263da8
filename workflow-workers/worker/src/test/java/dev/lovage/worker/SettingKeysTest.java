package dev.lovage.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class SettingKeysTest {

    @Test
    void refusesAKeyThatNobodyReadsAndNamesTheNearest() {
        assertThatThrownBy(() -> check(Map.of("lovage.worker.quues", "a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lovage.worker.quues")
                .hasMessageContaining("Did you mean `lovage.worker.queues`");
    }

    @Test
    void readsVariablesOfTheEnvironmentAsKeys() {
        assertThatThrownBy(() -> check(Map.of("LOVAGE_FIELS_ROOTS", "/srv")))
                .hasMessageContaining("LOVAGE_FIELS_ROOTS")
                .hasMessageContaining("`lovage.files.roots`");
        assertThatCode(() -> check(Map.of("LOVAGE_WORKER_STOP_GRACE", "3s")))
                .doesNotThrowAnyException();
    }

    @Test
    void knowsAKeyInEveryFormItIsWrittenIn() {
        assertThatCode(() ->
                        check(
                                Map.of(
                                        "lovage.worker.stopGrace", "3s",
                                        "lovage.worker.stop-grace", "3s",
                                        "lovage.files.roots[0]", "/srv",
                                        "lovage.database.url", "of the api",
                                        "other.key", "not ours")))
                .doesNotThrowAnyException();
    }

    @Test
    void explainsEveryKeyItReads() {
        assertThat(SettingKeys.KEYS).allSatisfy(key -> assertThat(key.meaning()).isNotBlank());
        assertThat(SettingKeys.KEYS).extracting(SettingKeys.Key::name).doesNotHaveDuplicates();
    }

    private static void check(Map<String, Object> properties) {
        try (var context =
                ApplicationContext.builder(Environment.TEST)
                        .deduceEnvironment(false)
                        .propertySources(PropertySource.of("test", properties))
                        .build()) {
            new SettingKeys(context.getEnvironment().start());
        }
    }
}
