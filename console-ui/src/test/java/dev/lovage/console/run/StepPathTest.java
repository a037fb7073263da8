package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class StepPathTest {
    @ParameterizedTest
    @CsvSource({
        "do.1, do.1",
        "do.1.m.17, do.1.m.*",
        "do.1.m.17.2, do.1.m.*.2",
        "do.1.m.3.g.left.m.40, do.1.m.*.g.left.m.*",
        "do.1.g.m, do.1.g.m"
    })
    void everyItemOfAMapIsOneNode(String path, String node) {
        assertThat(new StepPath(path).node()).isEqualTo(node);
    }

    @Test
    void sortsItemsByTheirNumber() {
        var paths = List.of("do.2", "do.1.m.10", "do.1", "do.1.m.2", "do.10", "do.1.m.9");
        assertThat(paths.stream().map(StepPath::new).sorted().map(StepPath::text))
                .containsExactly("do.1", "do.1.m.2", "do.1.m.9", "do.1.m.10", "do.2", "do.10");
    }
}
