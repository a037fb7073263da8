package dev.lovage.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.RunChange;
import dev.lovage.console.live.Tally.Cause;
import dev.lovage.console.look.News;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

class DeskTest {
    private final Desk desk = new Desk();

    @BeforeEach
    void openThePage() throws InterruptedException {
        assertThat(desk.take(Duration.ZERO, Cause.POLL))
                .isEqualTo(new Desk.Errand(News.everything(), Cause.OPEN));
    }

    static RunChange change(String run, RunState state, String... paths) {
        return new RunChange(
                "default",
                run,
                "census",
                state,
                1,
                1,
                Arrays.stream(paths)
                        .map(path -> new RunChange.Step(path, StepState.SUCCEEDED, 1))
                        .toList());
    }

    private News taken() throws InterruptedException {
        return desk.take(Duration.ZERO, Cause.NET).news();
    }

    @Test
    void whatCameMeanwhileIsOneErrand() throws InterruptedException {
        desk.changed(change("one", RunState.RUNNING, "do.0"));
        desk.changed(change("two", RunState.RUNNING));
        desk.changed(change("one", RunState.RUNNING, "do.1", "do.0"));

        assertThat(desk.take(Duration.ZERO, Cause.NET))
                .isEqualTo(
                        new Desk.Errand(
                                new News.Changes(
                                        Map.of("one", Set.of("do.0", "do.1"), "two", Set.of())),
                                Cause.PUSH));
        assertThat(desk.take(Duration.ZERO, Cause.NET).cause()).isEqualTo(Cause.NET);
    }

    @Test
    void theEndOfARunIsAReasonToReadAllOfIt() throws InterruptedException {
        desk.changed(change("one", RunState.TERMINATED));

        assertThat(taken()).isEqualTo(News.everything());
    }

    @Test
    void tooMuchIsEverything() throws InterruptedException {
        IntStream.range(0, 500)
                .forEach(n -> desk.changed(change("one", RunState.RUNNING, "do.0.m." + n)));

        assertThat(taken()).isEqualTo(News.everything());
    }

    @Test
    void aGapIsEverything() throws InterruptedException {
        desk.changed(change("one", RunState.RUNNING, "do.0"));
        desk.everything();

        assertThat(taken()).isEqualTo(News.everything());
    }

    @Test
    void whoeverWaitsIsToldAtOnce() throws InterruptedException {
        Thread.startVirtualThread(() -> desk.changed(change("one", RunState.RUNNING)));

        assertThat(desk.take(Duration.ofMinutes(10), Cause.NET).cause()).isEqualTo(Cause.PUSH);
    }

    @Test
    void restsThoughNewsComeUnlessThePageWantsToKnowNow() throws InterruptedException {
        desk.changed(change("one", RunState.RUNNING));
        desk.rest(Duration.ofMillis(1));
        assertThat(desk.take(Duration.ZERO, Cause.NET).cause()).isEqualTo(Cause.PUSH);

        desk.now();
        desk.changed(change("one", RunState.RUNNING));
        desk.rest(Duration.ofMinutes(10));
        assertThat(desk.take(Duration.ZERO, Cause.NET).cause()).isEqualTo(Cause.OPEN);
    }
}
