package dev.lovage.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.StepState;

import org.junit.jupiter.api.Test;

import java.util.Set;

class AttemptsTest {
    @Test
    void readsALineForEachStepAndLeavesOutWhatIsNone() {
        var events =
                Attempts.of(
                        "default\ta~1\ta\tdo.0\tRUNNING\t1\nwhat\n"
                                + "acme\tb~1\tb\tdo.1.m.7\tRETRYING\t3");

        assertThat(events).hasSize(2);
        var told = new Told(events.getLast(), null);
        assertThat(told.key().run()).isEqualTo("b~1");
        assertThat(told.state()).isNull();
        assertThat(told.frame(true, true).toString())
                .isEqualTo(
                        "data: {\"tenant\":\"acme\",\"run\":\"b~1\",\"workflow\":\"b\",\"epoch\":0,"
                                + "\"seq\":0,\"steps\":[{\"path\":\"do.1.m.7\","
                                + "\"state\":\"RETRYING\",\"attempt\":3}]}\n\n");
        assertThat(((Changed) events.getFirst()).steps().getFirst().state())
                .isEqualTo(StepState.RUNNING);
    }

    @Test
    void onlyWhoWantsStepsHearsOfAttempts() {
        var told = new Told(Attempts.of("default\ta~1\ta\tdo.0\tRUNNING\t1").getFirst(), null);

        assertThat(new Wanted("default", null, null, Set.of(), null, true).matches(told)).isTrue();
        assertThat(new Wanted("default", null, null, Set.of(), null, false).matches(told))
                .isFalse();
    }
}
