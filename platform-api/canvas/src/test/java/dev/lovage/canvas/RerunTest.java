package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.Rerun.Line;
import dev.lovage.canvas.Rerun.Past;
import dev.lovage.canvas.Rerun.Plan;
import dev.lovage.canvas.Rerun.Wish;
import dev.lovage.canvas.RunInput.Ended;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class RerunTest {
    private static final Past WAITED = new Past.Kept(Ended.PASSED);
    private static final Past FAILED = new Past.Unwell("FAILED");
    private static final String LINE = "do: [{task: a}, {task: b}, {task: c}]";
    private static final String MAP =
            "do: [{task: a}, {map: '${prev}', do: [{task: b}, {task: c}]}, {task: d}]";

    private static Past done(Object value) {
        return new Past.Kept(Ended.done(value));
    }

    private static Plan plan(String definition, Map<String, Past> past, Wish wish) {
        return Rerun.plan(CanvasReader.definition("name: test\n" + definition), past, wish);
    }

    private static Plan from(String definition, Map<String, Past> past, String step) {
        return plan(definition, past, new Wish(step, null, false));
    }

    private static Plan only(String definition, Map<String, Past> past, String step) {
        return plan(definition, past, new Wish(null, step, false));
    }

    /// `path why used+again`, of every line.
    private static List<String> lines(Plan plan) {
        return plan.lines().stream()
                .map(l -> "%s %s %d+%d".formatted(l.path(), l.why(), l.used(), l.again()))
                .toList();
    }

    private static Map<String, Past> threeDone() {
        return Map.of("do.0", done(1L), "do.1", done(2L), "do.2", done(3L));
    }

    private static Map<String, Past> oneOfThreeItemsFailed() {
        var past = new HashMap<String, Past>();
        past.put("do.0", done(List.of(1L, 2L, 3L)));
        past.put("do.1", FAILED);
        for (int i = 0; i < 3; i++) {
            past.put("do.1.m." + i + ".0", done("b" + i));
            past.put("do.1.m." + i + ".1", i == 1 ? FAILED : done("c" + i));
        }
        return past;
    }

    @Test
    void withoutAStepAllOfItRunsAgain() {
        var plan = plan(LINE, threeDone(), new Wish(null, null, false));

        assertThat(lines(plan)).containsExactly("do ALL 0+1");
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.reached()).isTrue();
    }

    @Test
    void whatFollowsInTheChainRunsAgain() {
        var plan = from(LINE, threeDone(), "do.1");

        assertThat(lines(plan))
                .containsExactly("do.0 DONE 1+0", "do.1 CHOSEN 0+1", "do.2 FOLLOWS 0+1");
        assertThat(plan.steps()).containsOnly(Map.entry("do.0", Ended.done(1L)));
    }

    @Test
    void onlyOneStepRunsAgainAndWhatFollowsKeepsItsValue() {
        var plan = only(LINE, threeDone(), "do.1");

        assertThat(plan.steps()).containsOnlyKeys("do.0", "do.2");
    }

    @Test
    void whatWasNotDoneRunsAlsoWhereOnlyOneStepWasAskedFor() {
        var past = Map.of("do.0", done(1L), "do.1", FAILED);

        var plan = only(LINE, past, "do.0");

        assertThat(lines(plan))
                .containsExactly("do.0 CHOSEN 0+1", "do.1 UNWELL 0+1", "do.2 FOLLOWS 0+1");
        assertThat(plan.lines().get(1).state()).isEqualTo("FAILED");
    }

    @Test
    void aValueThatIsGoneRunsAgainWithAllThatFollows() {
        var past = Map.of("do.0", new Past.Gone(), "do.1", done(2L), "do.2", FAILED);

        assertThat(lines(from(LINE, past, "do.2")))
                .containsExactly("do.0 GONE 0+1", "do.1 FOLLOWS 0+1", "do.2 FOLLOWS 0+1");
    }

    @Test
    void aValueThatIsTooLargeRunsAgain() {
        var past = Map.of("do.0", done("x".repeat((int) Rerun.MAX_BYTES)), "do.1", done(2L));

        assertThat(lines(from(LINE, past, "do.1"))).startsWith("do.0 GONE 0+1");
    }

    @Test
    void aWaitIsNotWaitedAgainAndASkippedStepAsksAgain() {
        var past = Map.of("do.0", WAITED, "do.1", new Past.Skipped(), "do.2", FAILED);

        var plan = from("do: [{wait: 1d}, {task: b, if: '${input.x}'}, {task: c}]", past, "do.2");

        assertThat(lines(plan))
                .containsExactly("do.0 DONE 1+0", "do.1 SKIPPED 1+0", "do.2 CHOSEN 0+1");
        assertThat(plan.steps()).containsOnly(Map.entry("do.0", Ended.PASSED));
    }

    @Test
    void ofAFailedMapTheItemsThatWereDoneAreUsed() {
        var plan = from(MAP, oneOfThreeItemsFailed(), "do.1.m.1.1");

        assertThat(lines(plan))
                .containsExactly(
                        "do.0 DONE 1+0",
                        "do.1 AROUND 0+1",
                        "do.1.m.*.0 DONE 3+0",
                        "do.1.m.*.1 CHOSEN 2+1",
                        "do.2 FOLLOWS 0+1");
        assertThat(plan.steps())
                .containsOnlyKeys(
                        "do.0",
                        "do.1.m.0.0",
                        "do.1.m.0.1",
                        "do.1.m.1.0",
                        "do.1.m.2.0",
                        "do.1.m.2.1");
    }

    @Test
    void aMapThatIsDoneIsUsedAsAWhole() {
        var past = new HashMap<>(oneOfThreeItemsFailed());
        past.put("do.1", done(List.of("c0", "c1", "c2")));
        past.put("do.2", FAILED);

        var plan = from(MAP, past, "do.2");

        assertThat(plan.steps()).containsOnlyKeys("do.0", "do.1");
    }

    @Test
    void withAnotherInputTheItemsThatComeFromItRunAgain() {
        var definition = "do: [{map: '${input.list}', do: {task: b}}, {task: c}]";
        var past = Map.of("do.0", FAILED, "do.0.m.0", done(1L), "do.0.m.1", FAILED);

        assertThat(lines(plan(definition, past, new Wish("do.0.m.1", null, true))))
                .containsExactly("do.0 INPUT 0+1", "do.1 FOLLOWS 0+1");
        assertThat(lines(from(definition, past, "do.0.m.1"))).contains("do.0.m.* CHOSEN 1+1");
    }

    @Test
    void othersInAGroupAreUsed() {
        var past = Map.of("do", FAILED, "do.g.a", done(1L), "do.g.b", FAILED);

        var plan = from("do: {group: {a: {task: a}, b: {task: b}}}", past, "do.g.b");

        assertThat(plan.steps()).containsOnlyKeys("do.g.a");
    }

    @Test
    void theMembersOfADoneGroupAreUsedOneByOneForTheirIds() {
        var past = Map.of("do.0", done(List.of(1L)), "do.0.g.0", done(1L), "do.1", FAILED);
        var chain = "do: [{group: [{id: one, task: a}]%s}, {task: b}]";

        assertThat(from(chain.formatted(""), past, "do.1").steps()).containsOnlyKeys("do.0.g.0");
        assertThat(from(chain.formatted(", policy: collect"), past, "do.1").steps())
                .containsOnlyKeys("do.0");
    }

    @Test
    void theBranchThatWasTakenIsGoneInto() {
        var past = Map.of("do", FAILED, "do.s.1.0", done(1L), "do.s.1.1", FAILED);
        var definition =
                "do: {switch: [{when: '${input.x}', do: {task: a}}, {else: [{task: b}, {task: c}]}]}";

        assertThat(from(definition, past, "do.s.1.1").steps()).containsOnlyKeys("do.s.1.0");
    }

    @Test
    void whatWasUndoneRunsAgain() {
        var definition =
                "do: {try: [{task: a, undo: {task: x}}, {task: b}], compensate: true, finally: {task: c}}";
        var past =
                Map.of(
                        "do", FAILED,
                        "do.try.0", done(1L),
                        "do.try.1", FAILED,
                        "do.try.0.undo", done(null),
                        "do.finally", done(null));

        var plan = from(definition, past, "do.try.1");

        assertThat(plan.steps()).isEmpty();
        assertThat(lines(plan))
                .containsExactly("do AROUND 0+1", "do.try UNDONE 0+1", "do.finally LAST 0+1");
    }

    @Test
    void inATryThatWentWellTheStepsBeforeAreUsed() {
        var past =
                Map.of(
                        "do", done(2L),
                        "do.try.0", done(1L),
                        "do.try.1", done(2L));
        var definition = "do: {try: [{task: a, undo: {task: x}}, {task: b}], compensate: true}";

        assertThat(from(definition, past, "do.try.1").steps()).containsOnlyKeys("do.try.0");
    }

    @Test
    void fromAStepOfAGraphItsStepsBeforeAreUsed() {
        var definition =
                """
                do:
                  graph:
                    state: {n: {initial: 0, merge: add}}
                    start: one
                    nodes:
                      one: {task: a, update: {n: "${result}"}}
                      two: {task: b}
                    edges:
                      - {from: one, to: two}
                      - {from: two, choose: "${state.n < 9 ? 'one' : 'end'}"}
                """;
        var past =
                Map.of(
                        "do", done(Map.of("n", 9L)),
                        "do.n.0.one", done(1L),
                        "do.n.0.one.u", done(Map.of("n", 1L)),
                        "do.n.1.two", done(Map.of("n", 1L)),
                        "do.n.2.one", done(7L),
                        "do.n.2.one.u", done(Map.of("n", 7L)),
                        "do.n.3.two", done(Map.of()));

        var plan = from(definition, past, "do.n.2.one");

        assertThat(plan.steps()).containsOnlyKeys("do.n.0.one", "do.n.0.one.u", "do.n.1.two");
        assertThat(lines(plan))
                .containsExactly(
                        "do AROUND 0+1", "do.n.*.one CHOSEN 1+1", "do.n.*.two FOLLOWS 1+1");
    }

    @Test
    void theEndOfTheRunComesAgain() {
        var plan = from(LINE + "\nfinally: {task: z}", threeDone(), "do.2");

        assertThat(lines(plan)).endsWith("finally LAST 0+1");
    }

    @Test
    void aStepThatTheRunNeverCameToIsNotReached() {
        var past = Map.of("do.0", done(1L), "do.1", FAILED);

        assertThat(from(LINE, past, "do.2").reached()).isFalse();
        assertThat(from(LINE, past, "do.1").reached()).isTrue();
        assertThat(from(LINE, past, "do").reached()).isTrue();
        assertThat(from(LINE, past, "do.1").lines())
                .contains(new Line("do.2", 0, 1, Rerun.Why.FOLLOWS, null));
    }

    @Test
    void whatRunsBecauseOfAnotherStepNamesThat() {
        assertThat(Rerun.instead("do.1.ok.0")).contains("do.1");
        assertThat(Rerun.instead("do.1.catch.0.2")).contains("do.1");
        assertThat(Rerun.instead("do.0.undo")).contains("do.0");
        assertThat(Rerun.instead("err.0")).contains("do");
        assertThat(Rerun.instead("do.1.m.3.0")).isEmpty();
        assertThat(Rerun.instead("finally")).isEmpty();
    }
}
