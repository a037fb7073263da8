package dev.lovage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.local.Stack;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// That every workload does on both sides what it says; how fast is not asked here.
class SuiteIT {
    @Test
    @Timeout(180)
    void everyWorkloadGivesItsResultOnBothSides(@TempDir Path folder) throws Exception {
        var stack = Stack.shared();
        var report = Bench.on(stack, new Wanted(List.of(), 1, null), folder, Duration.ZERO);

        assertThat(report.results())
                .hasSize(8)
                .allSatisfy(result -> {
                    assertThat(result.ours().p50().median()).isPositive();
                    assertThat(result.floor().p50().median()).isPositive();
                });
    }
}
