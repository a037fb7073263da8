package dev.lovage.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Action;
import dev.lovage.client.Schedule.Applied.State;
import dev.lovage.client.Schedule.Counts;
import dev.lovage.client.Schedule.Fired;
import dev.lovage.client.Schedule.Fires;
import dev.lovage.client.Schedule.Put;
import dev.lovage.client.Schedule.Spec;
import dev.lovage.server.Database;
import dev.lovage.server.schedule.ScheduleRow.Progress;
import dev.lovage.server.schedule.ScheduleRow.Standing;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What the fake promises too.
interface ScheduleStoreContract {
    Instant SAVED = Instant.parse("2026-01-02T03:04:05.678Z");
    Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    Fires FIRES =
            new Fires(
                    List.of(SAVED.plusSeconds(60)),
                    List.of(new Fired(SAVED, SAVED.plusMillis(3), "census~nightly-x")),
                    SAVED.plusMillis(3),
                    new Counts(7, 1, 2, 1));

    ScheduleStore store();

    Database database();

    private static ScheduleKey key() {
        return key("nightly");
    }

    private static ScheduleKey key(String name) {
        return new ScheduleKey("t" + UUID.randomUUID(), name);
    }

    private static Put put() {
        return Put.of(
                        Action.workflow("census", Map.of("depth", 3L, "none", List.of())),
                        new Spec(
                                List.of("0 3 * * *"),
                                List.of(new Schedule.Every(Duration.ofMinutes(15), null)),
                                null,
                                "Europe/Berlin",
                                Duration.ofSeconds(30),
                                SAVED,
                                null,
                                null))
                .with(Schedule.Policies.DEFAULT);
    }

    private ScheduleRow save(ScheduleKey key, Put put) {
        return database().transaction(tx -> store().save(tx, key, put, SAVED, "ann"));
    }

    private boolean delete(ScheduleKey key) {
        return database().transaction(tx -> store().delete(tx, key));
    }

    private int count(String tenant) {
        return database().transaction(tx -> store().count(tx, tenant));
    }

    private ScheduleRow due(ScheduleKey key) {
        return store().due(FAR, 1_000).stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static Standing applied(boolean paused) {
        return new Standing(State.APPLIED, null, SAVED, paused, "why", null, 3L, FIRES);
    }

    private ScheduleRow applied(ScheduleKey key, boolean paused) {
        var row = save(key, put().remaining(5));
        var progress = row.progress().applied(1, "w", "f");
        store().found(row, applied(paused), progress, SAVED, SAVED.plusSeconds(30));
        return store().find(key).orElseThrow();
    }

    @Test
    default void keepsWhatWasSavedAndCountsItsVersions() {
        var key = key();
        var first = save(key, put().remaining(3).paused("not yet"));
        var second = save(key, put());

        assertThat(first.put()).isEqualTo(put().remaining(3).paused("not yet"));
        assertThat(first.saved()).isEqualTo(new Schedule.Saved(1, SAVED, "ann"));
        assertThat(first.standing())
                .isEqualTo(
                        new Standing(
                                State.PENDING, null, null, true, "not yet", null, 3L, Fires.NONE));
        assertThat(first.progress()).isEqualTo(Progress.NONE);
        assertThat(second.saved().version()).isEqualTo(2);
        assertThat(store().find(key)).contains(second);
        assertThat(store().find(key())).isEmpty();
    }

    @Test
    default void keepsHowAScheduleStandsWhenItIsSavedAgain() {
        var key = key();
        var row = applied(key, true);
        assertThat(row.standing()).isEqualTo(applied(true));
        assertThat(row.progress()).isEqualTo(new Progress(1, "w", "f", 0, false, false));

        var again = save(key, put().remaining(9));

        assertThat(again.standing()).isEqualTo(applied(true).as(State.PENDING, null));
        assertThat(again.progress()).isEqualTo(row.progress());
    }

    @Test
    default void beginsAnewAScheduleThatHasEnded() {
        var key = key();
        var row = applied(key, false);
        var ended = applied(false).as(State.ENDED, null);
        store().found(row, ended, row.progress(), SAVED, SAVED);

        var again = save(key, put().remaining(9));

        assertThat(again.standing().remaining()).isEqualTo(9);
        assertThat(again.standing().fires()).isEqualTo(Fires.NONE);
        assertThat(again.standing().note()).isNull();
    }

    @Test
    default void showsOneThatIsGoneToTheLoopOnly() {
        var key = key();
        applied(key, false);

        assertThat(delete(key)).isTrue();

        assertThat(store().find(key)).isEmpty();
        assertThat(store().list(key.tenant(), null, null, 10)).isEmpty();
        assertThat(delete(key)).isFalse();
        assertThat(count(key.tenant())).isZero();
        assertThat(due(key).progress().gone()).isTrue();
        store().remove(due(key));
        assertThat(store().due(FAR, 1_000)).noneMatch(other -> other.key().equals(key));
    }

    @Test
    default void doesNotRemoveWhatWasSavedAgain() {
        var key = key();
        applied(key, false);
        delete(key);
        var gone = due(key);

        var again = save(key, put());
        store().remove(gone);

        assertThat(again.progress().renew()).isTrue();
        assertThat(store().find(key)).contains(again);
        assertThat(again.saved().version()).isEqualTo(2);
    }

    @Test
    default void doesNotTakeWhatWasFoundOfAnOlderVersion() {
        var key = key();
        var first = save(key, put());
        save(key, put());

        store().found(first, applied(false), first.progress().applied(1, "w", "f"), SAVED, FAR);

        assertThat(store().find(key).orElseThrow().standing().state()).isEqualTo(State.PENDING);
        assertThat(store().find(key).orElseThrow().progress().applied()).isZero();
    }

    @Test
    default void looksAtEachWhenItIsDueAndAtWhatIsPendingFirst() {
        var later = key();
        var now = applied(later, false);
        store().found(now, applied(false), now.progress(), FAR, FAR.plusSeconds(1));
        var waiting = applied(key(), false);
        var pending = save(key(), put());

        var due = store().due(FAR, 1_000).stream().map(ScheduleRow::key).toList();

        assertThat(due).doesNotContain(later).contains(waiting.key(), pending.key());
        assertThat(due.indexOf(pending.key())).isLessThan(due.indexOf(waiting.key()));
        assertThat(store().due(FAR, 1)).hasSize(1);
    }

    @Test
    default void looksAgainAtWhatWasSteeredMeanwhile() {
        var key = key();
        var row = applied(key, false);

        store().steered(key, true, "holiday", FAR);
        store().found(row, applied(false), row.progress(), SAVED, FAR.plusSeconds(1));

        assertThat(due(key).standing().until()).isEqualTo(FAR);
        store().steered(key, false, null, null);
        assertThat(store().find(key).orElseThrow().standing())
                .isEqualTo(new Standing(State.APPLIED, null, SAVED, false, null, null, 3L, FIRES));
    }

    @Test
    default void looksAtWhatFollowsAWorkflowWhenThatIsRevised() {
        var key = key();
        var row = applied(key, false);
        store().found(row, applied(false), row.progress(), FAR, FAR.plusSeconds(1));

        database()
                .transaction(tx -> {
                    store().revised(tx, key.tenant(), "other");
                    return true;
                });
        assertThat(store().due(FAR, 1_000)).noneMatch(other -> other.key().equals(key));
        database()
                .transaction(tx -> {
                    store().revised(tx, key.tenant(), "census");
                    return true;
                });

        assertThat(due(key)).isNotNull();
        store().found(row, applied(false), row.progress(), FAR, FAR.plusSeconds(1));
        store().look(key);
        assertThat(due(key)).isNotNull();
    }

    @Test
    default void listsByNameFromAPlaceOnAndByWorkflow() {
        var tenant = key().tenant();
        List.of("c", "a", "b").forEach(name -> save(new ScheduleKey(tenant, name), put()));
        save(
                new ScheduleKey(tenant, "d"),
                Put.of(new Action(null, "mail", null, null, null, null, null), put().spec()));

        assertThat(names(store().list(tenant, null, null, 2))).containsExactly("a", "b");
        assertThat(names(store().list(tenant, null, "b", 2))).containsExactly("c", "d");
        assertThat(names(store().list(tenant, "mail", null, 9))).containsExactly("d");
        assertThat(count(tenant)).isEqualTo(4);
    }

    private static List<String> names(List<ScheduleRow> rows) {
        return rows.stream().map(row -> row.key().name()).toList();
    }

    @Test
    default void showsStrangersAndForgetsThemWithThem() {
        var tenant = key().tenant();
        var saved = save(new ScheduleKey(tenant, "mine"), put());
        var stranger = stranger(new ScheduleKey(tenant, "Theirs/1"));

        store().unknown(List.of(stranger, stranger(saved.key())));

        assertThat(store().unsaved(Set.of(saved.key(), stranger.key())))
                .containsExactly(stranger.key());
        assertThat(store().find(saved.key())).contains(saved);
        assertThat(store().find(stranger.key()).orElseThrow().standing().state())
                .isEqualTo(State.UNKNOWN);
        assertThat(delete(stranger.key())).isFalse();
        assertThat(count(tenant)).isEqualTo(1);
        assertThat(store().due(FAR, 1_000)).noneMatch(row -> row.key().equals(stranger.key()));
        store().unknown(List.of());
        assertThat(store().find(stranger.key())).isEmpty();
        assertThat(store().find(saved.key())).contains(saved);
    }

    private static ScheduleRow stranger(ScheduleKey key) {
        return new ScheduleRow(
                key,
                put(),
                new Schedule.Saved(0, SAVED, null),
                new Standing(State.UNKNOWN, null, SAVED, false, null, null, null, FIRES),
                Progress.NONE);
    }
}
