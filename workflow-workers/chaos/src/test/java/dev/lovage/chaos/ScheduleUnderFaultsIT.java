package dev.lovage.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.client.Feed;
import dev.lovage.client.Run;
import dev.lovage.client.RunQuery;
import dev.lovage.client.Schedule;
import dev.lovage.events.RunState;

import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// For longer than a minute: `-Dlovage.chaos.minutes=5`; the same again: `-Dlovage.chaos.seed=…`.
@Timeout(1800)
@ExtendWith(OnePlatform.class)
class ScheduleUnderFaultsIT {
    private static final int MINUTES = Integer.getInteger("lovage.chaos.minutes", 1);
    private static final long SEED =
            Long.getLong("lovage.chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "under-faults";

    private static Faulted platform;
    private static TemporalRuns temporal;

    @BeforeAll
    static void start(OnePlatform.Shared shared) throws IOException {
        platform = shared.platform();
        platform.sample("site-check");
        temporal = new TemporalRuns(platform.stack());
    }

    @AfterAll
    static void stop() {
        if (temporal != null) {
            temporal.close();
        }
    }

    @Test
    void runsAtEveryTimeOnceWhateverDies() {
        var follower = new Follower();
        try (var feed = platform.client().follow(filter(), follower)) {
            await().atMost(PATIENCE).until(feed::live);
            var window = Window.soon(MINUTES);
            platform.client().saveSchedule(NAME, everyTenSeconds(window), null);

            var healings = new ArrayList<Healing>();
            for (var strike : Strike.drawn(SEED, MINUTES)) {
                awaitMoment(window.start().plus(strike.after()));
                healings.add(healed(strike.part(), feed));
            }
            awaitMoment(window.end());
            var ledger = settled(window);
            print(ledger, healings, follower);

            assertThat(ledger.lost()).as("lost, seed %d", SEED).isEmpty();
            assertThat(ledger.doubled()).as("doubled, seed %d", SEED).isEmpty();
            assertThat(ledger.untimely()).as("untimely, seed %d", SEED).isEmpty();
            assertThat(ledger.wrong()).as("wrongly shown, seed %d", SEED).isEmpty();
            assertThat(ledger.settled()).as("settled, seed %d", SEED).isTrue();
            assertThat(ledger.executions())
                    .allMatch(one -> one.run().equals("site-check~" + NAME + "-" + one.due()));
            assertCounted(ledger);
            assertTold(ledger, follower);
        }
    }

    private static Feed.Filter filter() {
        return new Feed.Filter("site-check", null, false);
    }

    private static Schedule.Put everyTenSeconds(Window window) {
        return Schedule.Put.of(
                        Schedule.Action.workflow("site-check", Map.of("addresses", List.of())),
                        window.spec())
                .with(Schedule.Policies.DEFAULT);
    }

    private static void awaitMoment(Instant moment) {
        await().atMost(PATIENCE).until(() -> !Instant.now().isBefore(moment));
    }

    /// Kills a part, and returns when a run that was started afterwards, and all others, are shown
    /// as they are, and the feeds tell again.
    private static Healing healed(String part, Feed feed) {
        var killed = Instant.now();
        platform.kill(part);
        var served = Instant.now();
        patiently()
                .untilAsserted(() -> {
                    var probe =
                            platform.client()
                                    .startTask("log.write", hello(), killed.toString())
                                    .id();
                    assertThat(shown(probe))
                            .as("the probe")
                            .containsEntry(probe, RunState.SUCCEEDED);
                    assertThat(ledger(List.of()).agrees()).as("the lists agree").isTrue();
                    assertThat(platform.console().live()).as("the console is live").isTrue();
                    assertThat(feed.live()).as("the feed is live").isTrue();
                });
        return new Healing(
                part,
                killed,
                Duration.between(killed, served),
                Duration.between(served, Instant.now()));
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsMatching(Outage::is);
    }

    private static Run.StartTask hello() {
        return new Run.StartTask(null, Map.of("message", "again"), null, null, null);
    }

    private static Ledger settled(Window window) {
        try {
            patiently().until(() -> ledger(window.dues()).settled());
        } catch (ConditionTimeoutException e) {
            System.out.println("Not settled: " + e.getMessage());
        }
        return ledger(window.dues());
    }

    private static Ledger ledger(List<Instant> dues) {
        return new Ledger(dues, temporal.of(NAME), shown("site-check~" + NAME));
    }

    private static Map<String, RunState> shown(String prefix) {
        var all = new HashMap<String, RunState>();
        var query = new RunQuery(null, null, null, null, null, prefix, 200, null);
        String token = null;
        do {
            var page = platform.client().runs(query.page(200, token));
            page.items().forEach(run -> all.put(run.id(), run.state()));
            token = page.nextPageToken();
        } while (token != null);
        return all;
    }

    private static void print(Ledger ledger, List<Healing> healings, Follower follower) {
        System.out.println("seed " + SEED + "\n" + Healing.head());
        for (int i = 0; i < healings.size(); i++) {
            var next = i + 1 < healings.size() ? healings.get(i + 1).killed() : Instant.MAX;
            var part = healings.get(i);
            System.out.println(part.line(ledger.between(part.killed(), next)));
        }
        System.out.printf(
                "all: %d times, %d runs, %d skipped, %d lost, %d doubled, %d untimely, %d wrong%n",
                ledger.dues().size(),
                ledger.executions().size(),
                ledger.skipped().size(),
                ledger.lost().size(),
                ledger.doubled().size(),
                ledger.untimely().size(),
                ledger.wrong().size());
        System.out.printf(
                "feed: %d runs ended, %d told again, %d by other words, broken %d times, %d gaps%n",
                follower.ends().size(),
                follower.repeats(),
                follower.contradictions().size(),
                follower.breaks(),
                follower.gaps());
    }

    /// The loop of schedules is at work again, and Temporal skipped what may be skipped.
    private static void assertCounted(Ledger ledger) {
        platform.client().resumeSchedule(NAME, "look again");
        patiently()
                .untilAsserted(() -> {
                    var status = platform.client().schedule(NAME).status();
                    assertThat(status.applied().state()).isEqualTo(Schedule.Applied.State.ENDED);
                    assertThat(status.fires().counts())
                            .isEqualTo(
                                    new Schedule.Counts(
                                            ledger.executions().size(),
                                            0,
                                            ledger.skipped().size(),
                                            0));
                });
    }

    /// The feed came back to where it was: no end was missed, though one may be told again.
    private static void assertTold(Ledger ledger, Follower follower) {
        assertThat(follower.ends()).isEqualTo(ledger.shown());
        assertThat(follower.gaps()).isZero();
    }
}
