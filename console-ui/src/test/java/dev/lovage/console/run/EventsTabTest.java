package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Event;
import dev.lovage.client.Page;
import dev.lovage.client.Run;
import dev.lovage.client.RunChange;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class EventsTabTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final RunAddress HERE = new RunAddress(RunTab.EVENTS, null);

    /// What was told, oldest first.
    private final List<Event> told = new ArrayList<>();

    private final EventsTab tab = new EventsTab(this::page);
    private int asked;

    private Page<Event> page(int size, @Nullable String token) {
        asked++;
        int end = token == null ? told.size() : Integer.parseInt(token);
        int from = Math.max(0, end - size);
        var next = from == 0 ? null : String.valueOf(from);
        return new Page<>(told.subList(from, end).reversed(), next, NOON);
    }

    private static Event event(int seq, RunChange.Step... steps) {
        return new Event(
                "e" + seq,
                Event.Type.CHANGED,
                NOON.plusMillis(seq),
                RunState.RUNNING,
                new Event.Place(seq, NOON.toEpochMilli(), "0190-aa", null),
                List.of(steps),
                Map.of("seq", (long) seq, "note", "<script>alert(1)</script>"));
    }

    private void tell(int from, int to) {
        IntStream.range(from, to).forEach(seq -> told.add(event(seq)));
    }

    private void show(RunState state) {
        var run =
                new Run(
                        "w~1",
                        "w",
                        1,
                        state,
                        new Run.Trigger("cli", null, List.of(), null),
                        new Run.Times(NOON, NOON, null),
                        null,
                        new Run.Seen(NOON, "projection"));
        var graph = new Run.Graph(List.of(), List.of());
        tab.show(new RunPicture(run, graph, List.of(), false, null), HERE);
    }

    private String words() {
        return tab.getElement().getTextRecursively();
    }

    private long rows() {
        return words().split("Changed", -1).length - 1;
    }

    @Test
    void tellsWhenWhatAndWhichStepsTheNewestFirst() {
        told.add(event(1));
        told.add(
                event(
                        7,
                        new RunChange.Step("do.0", StepState.SUCCEEDED, 1),
                        new RunChange.Step("do.1", StepState.QUEUED, 0)));
        show(RunState.RUNNING);

        assertThat(words())
                .contains("12:00:00.007")
                .contains("do.0 Succeeded, do.1 Queued")
                .contains("0190-aa")
                .containsSubsequence("12:00:00.007", "12:00:00.001");
    }

    @Test
    void putsWhatIsNewOnTopAndReadsNoMoreOnceTheRunHasEnded() {
        tell(0, 5);
        show(RunState.RUNNING);
        tell(5, 8);
        show(RunState.SUCCEEDED);
        tell(8, 9);
        show(RunState.SUCCEEDED);

        assertThat(rows()).isEqualTo(8);
        assertThat(words()).containsSubsequence(".007", ".004", ".000");
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void beginsAgainWhereMoreHasComeThanAPageHolds() {
        tell(0, 5);
        show(RunState.RUNNING);
        tell(5, 500);
        show(RunState.RUNNING);

        assertThat(rows()).isEqualTo(EventsTab.AT_ONCE);
    }

    @Test
    void opensToAllThatTheEventSaidAsText() {
        assertThat(new EventRow(event(3)).whole().text())
                .contains("\"seq\": 3")
                .contains("<script>alert(1)</script>");
    }

    @Test
    void saysSoWhereNothingIsKept() {
        show(RunState.SUCCEEDED);

        assertThat(words()).contains("No event is kept");
    }
}
