package dev.lovage.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.server.ApiException;
import dev.lovage.server.projection.ARun;
import dev.lovage.server.stream.Listened;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

class HubTest {
    private static final Wanted ALL = new Wanted("default", null, null, Set.of(), null, false);
    private static final ARun RUN = ARun.named("census~1");

    private final Positions begin = Positions.of(Map.of(0, 10L, 1, 20L));
    private final Hub hub = new Hub();
    private final Listened ear = new Listened();

    @BeforeEach
    void begin() {
        hub.begin(begin);
    }

    private Follower follower(Wanted wanted, Tags tags) {
        return new Follower(ear.stream, wanted, tags);
    }

    private Follower live(Wanted wanted) {
        var follower = follower(wanted, (_, _) -> false);
        hub.join(follower);
        hub.live(follower);
        return follower;
    }

    private void tell(long next, RunEvent event) {
        hub.tell(0, next, () -> event);
    }

    @Test
    void tellsWithTheIdToResumeAfterIt() {
        live(ALL);

        tell(11, RUN.started(1));

        assertThat(ear.text()).startsWith("id: " + begin.with(0, 11).text() + "\ndata: {");
    }

    @Test
    void holdsWhatHappensWhileTheFollowerIsToldThePast() {
        var follower = follower(ALL, (_, _) -> false);

        assertThat(hub.join(follower)).isEqualTo(begin);
        tell(11, RUN.started(1));
        assertThat(ear.text()).isEmpty();

        assertThat(hub.live(follower)).isTrue();
        assertThat(ear.text()).contains("census~1");
    }

    @Test
    void whoHasTooMuchHeldIsSentToThePastOnceMore() {
        var follower = follower(ALL, (_, _) -> false);
        hub.join(follower);
        for (int n = 1; n <= 1_001; n++) {
            tell(10 + n, RUN.changed(n));
        }

        assertThat(hub.live(follower)).isFalse();
        assertThat(hub.join(follower)).isEqualTo(begin.with(0, 1_011));
        assertThat(hub.live(follower)).isTrue();
        assertThat(ear.text()).isEmpty();
    }

    @Test
    void readsNoEventThatNobodyFollows() {
        hub.tell(
                0,
                11,
                () -> {
                    throw new AssertionError("Nobody wants it");
                });

        assertThat(hub.positions()).isEqualTo(begin.with(0, 11));
    }

    @Test
    void sendsAwayWhoseTagCannotBeLookedUpBeforeTheEvent() {
        var tagged = new Wanted("default", null, null, Set.of(), "nightly", false);
        var follower =
                follower(
                        tagged,
                        (_, _) -> {
                            throw ApiException.unavailable("PostgreSQL", null);
                        });
        hub.join(follower);
        hub.live(follower);

        tell(11, RUN.started(1));

        assertThat(ear.text()).isEmpty();
        assertThat(ear.ended()).isTrue();
        assertThat(hub.followers()).isZero();
    }

    @Test
    void sendsEverybodyAwayWhenItCannotGoOn() {
        live(ALL);

        hub.stop();

        assertThat(ear.ended()).isTrue();
        assertThat(hub.positions()).isNull();
        assertThat(hub.join(follower(ALL, (_, _) -> false))).isNull();
    }

    @Test
    void waitsForWhatAnotherNodeHasToldAlready() throws InterruptedException {
        var there = begin.with(0, 11);
        assertThat(hub.reaches(there, Duration.ZERO)).isFalse();

        Thread.startVirtualThread(() -> tell(11, RUN.started(1)));

        assertThat(hub.reaches(there, Duration.ofMinutes(1))).isTrue();
        assertThat(hub.reaches(Positions.of(Map.of(0, 1L)), Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void followsWhatItWants() {
        var running = new Told(RUN.workflow("census").started(1), begin);
        var ended = new Told(RUN.closed(2, RunState.FAILED, 1), begin);

        assertThat(List.of(running, ended)).allMatch(ALL::matches);
        assertThat(new Wanted("other", null, null, Set.of(), null, false).matches(running))
                .isFalse();
        assertThat(new Wanted(null, "census~1", null, Set.of(), null, true).matches(running))
                .isTrue();
        assertThat(new Wanted(null, "census~2", null, Set.of(), null, true).matches(running))
                .isFalse();
        assertThat(new Wanted(null, null, "orders", Set.of(), null, true).matches(running))
                .isFalse();
        var failed = new Wanted(null, null, null, Set.of(RunState.FAILED), null, false);
        assertThat(failed.matches(running)).isFalse();
        assertThat(failed.matches(ended)).isTrue();
    }
}
