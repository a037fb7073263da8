package dev.lovage.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Schedule.Action;
import dev.lovage.client.Schedule.Applied;
import dev.lovage.client.Schedule.Put;
import dev.lovage.client.Schedule.Spec;
import dev.lovage.server.Api;
import dev.lovage.server.Database;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.schedule.ScheduleEngine.State;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class ApplyingTest {
    private static final ScheduleKey KEY = new ScheduleKey("default", "nightly");
    private static Api api;
    private final FakeScheduleEngine engine = new FakeScheduleEngine();
    private FakeScheduleStore store;
    private Clock clock = Clock.systemUTC();

    @BeforeAll
    static void start() {
        api = Api.withFakes();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @BeforeEach
    void empty() {
        define(1);
        store = new FakeScheduleStore(api.bean(dev.lovage.server.FakeDatabase.class), clock);
    }

    private static void define(int value) {
        var saved =
                api.call("PUT", "/api/v1/workflows/steps")
                        .as(Role.EDITOR)
                        .yaml("name: steps\ndo: {value: " + value + "}")
                        .send();
        assertThat(saved.status()).isIn(200, 201);
    }

    private static Put put(String cron) {
        return Put.of(Action.workflow("steps", null), Spec.cron(cron, "UTC"));
    }

    private void save(Put put) {
        api.bean(Database.class)
                .transaction(tx -> store.save(tx, KEY, put, clock.instant(), "ann"));
    }

    private void delete() {
        api.bean(Database.class).transaction(tx -> store.delete(tx, KEY));
    }

    /// As if all pauses were over.
    private boolean apply() {
        clock = Clock.offset(clock, Duration.ofMinutes(2));
        var applying = new Applying(store, engine, api.bean(SchedulePlan.class), clock);
        return store.due(clock.instant(), 10).stream().allMatch(applying::apply);
    }

    private ScheduleRow row() {
        return store.find(KEY).orElseThrow();
    }

    private Applied.State state() {
        return row().standing().state();
    }

    @Test
    void makesWhatWasSavedAndThenLeavesItAlone() {
        save(put("0 3 * * *").remaining(3).paused("not yet"));
        apply();
        apply();
        apply();

        assertThat(engine.calls()).containsExactly("create nightly");
        assertThat(state()).isEqualTo(Applied.State.APPLIED);
        assertThat(engine.describe("nightly").orElseThrow().state())
                .isEqualTo(new State(true, "not yet", 3L));
    }

    @Test
    void keepsWhatTemporalChangedItself() {
        save(put("0 3 * * *").remaining(3));
        apply();
        engine.turnsInto("nightly", new State(true, "paused due to workflow failure", 2L));
        save(put("0 4 * * *").remaining(9));
        apply();

        assertThat(engine.calls()).containsExactly("create nightly", "update nightly");
        assertThat(row().standing().paused()).isTrue();
        assertThat(row().standing().note()).isEqualTo("paused due to workflow failure");
        assertThat(row().standing().remaining()).isEqualTo(2);
    }

    @Test
    void repairsWhatSomeoneElseChanged() {
        save(put("0 3 * * *"));
        apply();
        var wanted = engine.describe("nightly").orElseThrow().digest();
        save(put("0 4 * * *"));
        apply();
        var plan = api.bean(SchedulePlan.class).of(KEY, put("0 3 * * *"));
        engine.update("nightly", plan, engine.describe("nightly").orElseThrow());
        assertThat(engine.describe("nightly").orElseThrow().digest()).isEqualTo(wanted);
        apply();

        assertThat(engine.describe("nightly").orElseThrow().digest()).isNotEqualTo(wanted);
        assertThat(engine.calls())
                .containsExactly(
                        "create nightly", "update nightly", "update nightly", "update nightly");
    }

    @Test
    void followsItsWorkflowToANewRevision() {
        save(put("0 3 * * *"));
        apply();
        define(2 + (int) (System.nanoTime() % 1_000_000));
        apply();

        assertThat(engine.calls()).containsExactly("create nightly", "update nightly");
    }

    @Test
    void takesWhatIsAbsentForEndedAndMakesItAnewWhenSaved() {
        save(put("0 3 * * *"));
        apply();
        engine.delete("nightly");
        apply();

        assertThat(state()).isEqualTo(Applied.State.ENDED);
        assertThat(engine.describe("nightly")).isEmpty();
        save(put("0 3 * * *").remaining(5));
        apply();
        assertThat(state()).isEqualTo(Applied.State.APPLIED);
        assertThat(row().standing().remaining()).isEqualTo(5);
    }

    @Test
    void endsWithItsLastRunAndBeginsAnewWhenSaved() {
        save(put("0 3 * * *").remaining(3));
        apply();
        engine.turnsInto("nightly", new State(false, null, 0L));
        apply();

        assertThat(state()).isEqualTo(Applied.State.ENDED);
        save(put("0 3 * * *").remaining(3));
        apply();
        assertThat(state()).isEqualTo(Applied.State.APPLIED);
        assertThat(engine.calls())
                .containsExactly("create nightly", "delete nightly", "create nightly");
    }

    @Test
    void waitsForTemporalAndSaysSo() {
        save(put("0 3 * * *"));
        engine.down(true);

        assertThat(apply()).isFalse();

        assertThat(state()).isEqualTo(Applied.State.PENDING);
        assertThat(row().standing().error()).contains("Temporal does not answer");
        assertThat(row().progress().tries()).isEqualTo(1);
        engine.down(false);
        apply();
        assertThat(state()).isEqualTo(Applied.State.APPLIED);
        assertThat(row().standing().error()).isNull();
        engine.down(true);
        apply();
        assertThat(state()).isEqualTo(Applied.State.APPLIED);
    }

    @Test
    void deletesWhatIsGoneAndMakesAnewWhatCameBack() {
        save(put("0 3 * * *"));
        apply();
        delete();
        save(put("0 4 * * *").remaining(2));
        apply();

        assertThat(engine.calls())
                .containsExactly("create nightly", "delete nightly", "create nightly");
        assertThat(row().standing().remaining()).isEqualTo(2);
        delete();
        apply();
        assertThat(engine.describe("nightly")).isEmpty();
        assertThat(store.due(Instant.MAX, 10)).isEmpty();
    }

    @Test
    void goesOnWithTheOldWhenTheNewCannotBe() {
        save(put("0 3 * * *"));
        apply();
        save(
                Put.of(
                        new Action(null, "log.gone", null, null, null, null, null),
                        Spec.cron("0 3 * * *", "UTC")));
        apply();

        assertThat(state()).isEqualTo(Applied.State.FAILED);
        assertThat(row().standing().error()).contains("log.gone");
        assertThat(engine.calls()).containsExactly("create nightly");
    }

    @Test
    void resumesWhenAPauseWasToEnd() {
        save(put("0 3 * * *"));
        apply();
        engine.steer("nightly", true, "holiday");
        store.steered(KEY, true, "holiday", clock.instant().plusSeconds(1));
        apply();
        apply();

        assertThat(engine.calls())
                .containsExactly("create nightly", "pause nightly", "resume nightly");
        assertThat(row().standing().paused()).isFalse();
        assertThat(row().standing().until()).isNull();
    }

    @Test
    void showsStrangersAndNeverTouchesThem() {
        var plan = api.bean(SchedulePlan.class).of(KEY, put("0 3 * * *"));
        engine.create("Someone else's", plan, new State(false, null, null));
        save(put("0 3 * * *"));
        apply();

        new Strangers(store, engine, clock).find();

        assertThat(store.list("default", null, null, 10))
                .extracting(row -> row.key().name(), row -> row.standing().state())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "Someone else's", Applied.State.UNKNOWN),
                        org.assertj.core.api.Assertions.tuple("nightly", Applied.State.APPLIED));
        apply();
        assertThat(engine.calls()).containsExactly("create Someone else's", "create nightly");
        assertThat(engine.describe("Someone else's")).isNotEqualTo(Optional.empty());
        assertThat(List.copyOf(engine.list())).hasSize(2);
    }
}
