package dev.lovage.server.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;
import dev.lovage.server.Settings;
import dev.lovage.server.run.RunKey;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class WatchTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration TURN = Duration.ofSeconds(10);

    private final Watch watch =
            new Watch(
                    new Settings.Reconciler(
                            TURN, TURN, Duration.ofSeconds(60), Duration.ofHours(1)));

    static Shown run(String name, long version) {
        return new Shown(
                new RunKey("default", name, NOON),
                "t-1",
                7,
                RunState.RUNNING,
                version,
                "census",
                3,
                "media");
    }

    /// The minutes at which a run that stands still is looked at.
    private List<Long> looks(Shown run, Duration until, boolean held) {
        var looks = new ArrayList<Long>();
        for (var now = NOON; now.isBefore(NOON.plus(until)); now = now.plus(TURN)) {
            for (var due : watch.due(List.of(run), now, 9)) {
                looks.add(Duration.between(NOON, now).toMinutes());
                watch.looked(due, now, 12, held);
            }
        }
        return looks;
    }

    @Test
    void aQuietRunIsLookedAtAfterAMinuteAndThenEverMoreSeldom() {
        assertThat(looks(run("census~1", 4), Duration.ofHours(5), false))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 124L, 184L, 244L);
    }

    @Test
    void aRunThatIsHeldIsLookedAtEveryMinute() {
        assertThat(looks(run("census~1", 4), Duration.ofMinutes(6), true))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aRunThatMovesIsNeverLookedAt() {
        long version = 0;
        for (var now = NOON; now.isBefore(NOON.plusSeconds(3600)); now = now.plus(TURN)) {
            assertThat(watch.due(List.of(run("census~1", version++)), now, 9)).isEmpty();
        }
    }

    @Test
    void whatWasSeenOfTheHistoryIsForgottenWhenTheRunMoves() {
        looks(run("census~1", 4), Duration.ofMinutes(3), false);
        assertThat(watch.events(run("census~1", 4))).isEqualTo(12);

        watch.due(List.of(run("census~1", 5)), NOON.plusSeconds(600), 9);
        assertThat(watch.events(run("census~1", 5))).isEqualTo(-1);
    }

    @Test
    void theLongestQuietComesFirstAndNoMoreThanFit() {
        watch.due(List.of(run("b~1", 1)), NOON, 9);
        var all = List.of(run("a~1", 1), run("b~1", 1), run("c~1", 1));
        watch.due(all, NOON.plusSeconds(10), 9);

        assertThat(watch.due(all, NOON.plusSeconds(100), 2))
                .extracting(run -> run.key().run())
                .containsExactly("b~1", "a~1");
    }

    @Test
    void quietIsWhatHasNotMovedAndWasNotAskedAboutForAMinute() {
        var still = run("census~1", 4);
        watch.due(List.of(still), NOON, 9);
        assertThat(watch.quiet(List.of(still), NOON.plusSeconds(59))).isEmpty();
        assertThat(watch.quiet(List.of(still), NOON.plusSeconds(60))).containsExactly(still);

        watch.looked(still, NOON.plusSeconds(70), 12, false);
        assertThat(watch.quiet(List.of(still), NOON.plusSeconds(129))).isEmpty();
        assertThat(watch.quiet(List.of(still), NOON.plusSeconds(130))).containsExactly(still);
    }
}
