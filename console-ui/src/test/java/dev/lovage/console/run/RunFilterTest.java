package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class RunFilterTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void isWhatTheAddressSays() {
        var filter =
                new RunFilter(RunState.FAILED, "source-census", "a&b=c", "so", Window.WEEK, NOW);
        assertThat(RunFilter.of(filter.address(), NOW)).isEqualTo(filter);
        assertThat(RunFilter.of(QueryParameters.empty(), NOW)).isEqualTo(RunFilter.ALL);
    }

    @Test
    void beginsAtTheSameMomentOnEveryPage() {
        var filter = RunFilter.of(QueryParameters.of("since", "24h"), NOW);
        assertThat(filter.query("next").from()).isEqualTo(NOW.minusSeconds(86_400));
        assertThat(filter.withText("x").query(null).from()).isEqualTo(NOW.minusSeconds(86_400));
    }

    @Test
    void takesAStateThatThereIsNotForNone() {
        assertThat(RunFilter.of(QueryParameters.of("status", "<script>"), NOW))
                .isEqualTo(RunFilter.ALL);
    }
}
