package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;

class RunFilterTest {
    @Test
    void isWhatTheAddressSays() {
        var filter = new RunFilter(RunState.FAILED, "source-census", "so");
        assertThat(RunFilter.of(filter.address())).isEqualTo(filter);
        assertThat(RunFilter.of(QueryParameters.empty())).isEqualTo(RunFilter.ALL);
    }

    @Test
    void takesAStateThatThereIsNotForNone() {
        assertThat(RunFilter.of(QueryParameters.of("status", "<script>"))).isEqualTo(RunFilter.ALL);
    }
}
