package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.Payload;
import dev.lovage.events.RunState;
import dev.lovage.server.Database;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What every [RunStore] does.
abstract class RunStoreContract {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123Z");

    abstract RunStore store();

    abstract Database database();

    @Test
    void showsARunAtOnceAsQueued() {
        var run = accepted("census~1", NOON);

        var row = store().find("default", "census~1").orElseThrow();
        assertThat(row.about()).isEqualTo(run);
        assertThat(row.progress()).isEqualTo(RunRow.Progress.QUEUED);
    }

    @Test
    void aRunAcceptedTwiceIsOneRun() {
        accepted("census~1", NOON);
        accepted("census~1", NOON);

        assertThat(store().list("default", RunFilter.ALL, null, 10)).hasSize(1);
    }

    @Test
    void keepsAnInputThatIsNull() {
        var run =
                new AcceptedRun(
                        new RunKey("default", "n~1", NOON),
                        "t-1",
                        "n",
                        0,
                        "default",
                        List.of(),
                        new RunInput.Origin("api", null),
                        new Payload.Inline(null));
        accept(run);

        assertThat(found("n~1")).isEqualTo(run);
    }

    @Test
    void keepsWhichStepOfWhichRunARunIs() {
        var run =
                new AcceptedRun(
                        new RunKey("default", "child~1", NOON),
                        "t-1",
                        "child",
                        2,
                        "default",
                        List.of(),
                        RunInput.Origin.flow("census~1", "do.1.m.3"),
                        new Payload.Inline(null));
        accept(run);

        assertThat(found("child~1")).isEqualTo(run);
    }

    @Test
    void doesNotShowTheRunOfAnotherTenant() {
        accepted("census~1", NOON);

        assertThat(store().find("other", "census~1")).isEmpty();
        assertThat(store().list("other", RunFilter.ALL, null, 10)).isEmpty();
    }

    @Test
    void listsTheNewestFirstAndPagesWithoutGapOrRepetition() {
        for (int i = 0; i < 7; i++) {
            accepted("census~" + i, NOON.plusSeconds(i / 2));
        }

        var first = store().list("default", RunFilter.ALL, null, 3);
        var second = store().list("default", RunFilter.ALL, first.getLast().about().key(), 3);
        var third = store().list("default", RunFilter.ALL, second.getLast().about().key(), 3);

        assertThat(ids(first)).containsExactly("census~6", "census~5", "census~4");
        assertThat(ids(second)).containsExactly("census~3", "census~2", "census~1");
        assertThat(ids(third)).containsExactly("census~0");
    }

    @Test
    void aFilterHoldsBackWhatItNames() {
        accepted("census~1", NOON);
        accepted("thumbs~1", NOON.plusSeconds(10), "media", "big");

        assertThat(listed(new RunFilter(Set.of(), "thumbs", null, null, null, null)))
                .containsExactly("thumbs~1");
        assertThat(listed(new RunFilter(Set.of(), null, "big", null, null, null)))
                .containsExactly("thumbs~1");
        assertThat(listed(new RunFilter(Set.of(), null, null, NOON.plusSeconds(1), null, null)))
                .containsExactly("thumbs~1");
        assertThat(listed(new RunFilter(Set.of(), null, null, null, NOON.plusSeconds(10), null)))
                .containsExactly("census~1");
        assertThat(listed(statuses(RunState.QUEUED, RunState.FAILED))).hasSize(2);
        assertThat(listed(statuses(RunState.FAILED))).isEmpty();
    }

    @Test
    void countsWhatAFilterLetsThroughAndNoFurtherThanAsked() {
        for (int i = 0; i < 5; i++) {
            accepted("census~" + i, NOON.plusSeconds(i));
        }
        accepted("thumbs~1", NOON);
        var census = new RunFilter(Set.of(RunState.QUEUED), "census", null, null, null, null);

        assertThat(store().count("default", census, 10)).isEqualTo(5);
        assertThat(store().count("default", census, 3)).isEqualTo(3);
        assertThat(store().count("default", statuses(RunState.FAILED), 10)).isZero();
        assertThat(store().count("other", RunFilter.ALL, 10)).isZero();
    }

    @Test
    void aPrefixFindsIdsDefinitionsAndTagsAndIsNoPattern() {
        accepted("census~1", NOON);
        accepted("thumbs~1", NOON.plusSeconds(10), "100%");

        assertThat(listed(prefix("cen"))).containsExactly("census~1");
        assertThat(listed(prefix("census~1"))).containsExactly("census~1");
        assertThat(listed(prefix("100%"))).containsExactly("thumbs~1");
        assertThat(listed(prefix("%"))).isEmpty();
        assertThat(listed(prefix("c_nsus"))).isEmpty();
    }

    @Test
    void aRunWithoutStepsHasNone() {
        var run = accepted("census~1", NOON);

        assertThat(store().steps(run.key(), null, 10)).isEmpty();
        assertThat(store().steps(run.key(), List.of("do.0"))).isEmpty();
        assertThat(store().open(run.key(), 10)).isEmpty();
        assertThat(store().step(run.key(), "do.0")).isEmpty();
    }

    AcceptedRun accepted(String id, Instant at, String... tags) {
        var run =
                new AcceptedRun(
                        new RunKey("default", id, at),
                        "t-" + id,
                        id.split("~")[0],
                        3,
                        "media",
                        List.of(tags),
                        new RunInput.Origin("api", "ada"),
                        new Payload.Inline(Map.of("folder", "/tmp")));
        accept(run);
        return run;
    }

    private void accept(AcceptedRun run) {
        database()
                .transaction(tx -> {
                    store().accepted(tx, run);
                    return run;
                });
    }

    private AcceptedRun found(String id) {
        return store().find("default", id).orElseThrow().about();
    }

    private List<String> listed(RunFilter filter) {
        return ids(store().list("default", filter, null, 10));
    }

    private static RunFilter prefix(String prefix) {
        return new RunFilter(Set.of(), null, null, null, null, prefix);
    }

    private static RunFilter statuses(RunState... states) {
        return new RunFilter(Set.of(states), null, null, null, null, null);
    }

    static List<String> ids(List<RunRow> rows) {
        return rows.stream().map(row -> row.about().key().run()).toList();
    }
}
