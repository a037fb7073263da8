package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class RunFilterTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void isWhatTheAddressSays() {
        var filter =
                new RunFilter(
                        RunState.FAILED,
                        "source-census",
                        "a&b=c",
                        "so",
                        Times.back(Window.WEEK, NOW));
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
    void liesBetweenTwoMomentsOrAfterOrBeforeOne() {
        for (var times :
                List.of(
                        Times.between(NOW, NOW.plusSeconds(60)),
                        Times.between(NOW, null),
                        Times.between(null, NOW))) {
            var filter = RunFilter.ALL.withTimes(times);

            assertThat(RunFilter.of(filter.address(), Instant.now())).isEqualTo(filter);
            assertThat(filter.query(null).from()).isEqualTo(times.from());
            assertThat(filter.query(null).to()).isEqualTo(times.to());
        }
        assertThat(Times.between(null, null)).isEqualTo(Times.ANY);
        assertThat(RunFilter.of(QueryParameters.of("from", "yesterday"), NOW))
                .isEqualTo(RunFilter.ALL);
    }

    @Test
    void whatIsDoneToAllIsDoneToNoneThatCameLater() {
        var before = RunFilter.ALL.withTimes(Times.between(null, NOW.minusSeconds(60)));

        assertThat(RunFilter.ALL.batch(NOW).to()).isEqualTo(NOW);
        assertThat(before.batch(NOW).to()).isEqualTo(NOW.minusSeconds(60));
        assertThat(RunFilter.ALL.withStatus(RunState.QUEUED).batch(NOW).status())
                .containsExactly(RunState.QUEUED);
    }

    @Test
    void takesAStateThatThereIsNotForNone() {
        assertThat(RunFilter.of(QueryParameters.of("status", "<script>"), NOW))
                .isEqualTo(RunFilter.ALL);
    }
}
