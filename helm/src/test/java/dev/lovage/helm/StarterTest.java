package dev.lovage.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class StarterTest {
    private static final Path TUNED =
            Path.of(
                    "../platform-api/local/src/main/resources/dev/lovage/local/temporal-dynamic.yaml");

    @Test
    void refusesWhoeverDoesNotKnowWhatItIsFor() {
        assertThatThrownBy(() -> Chart.STARTER.renderWith("starter.yaml", "acceptDataLoss: false"))
                .hasMessageContaining("FOR EVALUATION ONLY")
                .hasMessageContaining("acceptDataLoss=true");
    }

    @Test
    void isOnePodOfEachServer() {
        assertThat(Chart.STARTER.renderWith("starter.yaml", "{}").all(StatefulSet.class))
                .hasSize(3)
                .allMatch(it -> it.getSpec().getReplicas() == 1);
    }

    /// Temporal with the defaults of shared clusters is ten times slower for one team.
    @Test
    void tunesTemporalLikeThePlatformOfOneMachine() throws IOException {
        var config =
                Chart.STARTER
                        .renderWith("starter.yaml", "{}")
                        .one(ConfigMap.class, "trying-temporal")
                        .getData()
                        .get("dynamic.yaml");

        assertThat(Chart.YAML.readTree(config))
                .isEqualTo(Chart.YAML.readTree(Files.readString(TUNED)));
    }
}
