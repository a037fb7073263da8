package dev.lovage.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Page;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class RunPagesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final List<RunRow> table = new ArrayList<>();
    private final List<@Nullable String> asked = new ArrayList<>();
    private final RunPages pages = new RunPages(this::read);

    private static RunRow row(int number) {
        return new RunRow(
                "w~" + number, "w", RunState.RUNNING, "admin · cli", NOW, null, null, "", null);
    }

    private void table(int rows) {
        table.clear();
        IntStream.range(0, rows).mapToObj(RunPagesTest::row).forEach(table::add);
    }

    private Page<RunRow> read(@Nullable String token) {
        asked.add(token);
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(table.size(), from + RunFilter.PAGE);
        return new Page<>(
                table.subList(from, to), to < table.size() ? String.valueOf(to) : null, NOW);
    }

    @Test
    void readsOnlyTheFirstPageForTheFirstRows() {
        table(1000);
        assertThat(pages.rows(0, 50)).isEqualTo(table.subList(0, 50));
        assertThat(pages.rows(50, 50)).isEqualTo(table.subList(50, 100));
        assertThat(asked).containsExactly((String) null);
    }

    @Test
    void givesRowsAcrossTwoPages() {
        table(1000);
        assertThat(pages.rows(80, 50)).isEqualTo(table.subList(80, 130));
    }

    @Test
    void reachesAFarPageThroughTheOnesBefore() {
        table(1000);
        assertThat(pages.rows(750, 20)).isEqualTo(table.subList(750, 770));
        assertThat(asked).hasSize(8);
    }

    @Test
    void keepsFewPagesHoweverFarOneScrolls() {
        table(5000);
        for (int offset = 0; offset < 5000; offset += 50) {
            pages.rows(offset, 50);
        }
        asked.clear();
        pages.rows(0, 50);
        assertThat(asked).containsExactly((String) null);
        asked.clear();
        pages.rows(4900, 50);
        assertThat(asked).isEmpty();
    }

    @Test
    void givesFewerRowsOnlyAtTheEnd() {
        table(130);
        assertThat(pages.rows(100, 50)).hasSize(30);
        assertThat(pages.rows(200, 50)).isEmpty();
        assertThat(pages.empty()).isFalse();
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(pages.rows(0, 50)).isEmpty();
        assertThat(pages.empty()).isTrue();
    }

    @Test
    void noticesOnlyWhatChangedInThePagesInView() {
        table(300);
        pages.rows(0, 50);
        assertThat(pages.accept(again())).isFalse();
        table.addFirst(row(-1));
        assertThat(pages.accept(again())).isTrue();
        assertThat(pages.rows(0, 1)).containsExactly(row(-1));
    }

    @Test
    void takesARowThatWasReadAgainInItsPlace() {
        table(300);
        pages.rows(0, 50);
        var ended =
                new RunRow("w~7", "w", RunState.SUCCEEDED, "admin · cli", NOW, null, NOW, "", null);
        assertThat(pages.shown()).hasSize(RunFilter.PAGE).contains("w~7").doesNotContain("w~100");
        assertThat(pages.replace(List.of(row(7)))).isFalse();
        assertThat(pages.replace(List.of(ended))).isTrue();
        assertThat(pages.rows(6, 3)).containsExactly(row(6), ended, row(8));
    }

    @Test
    void forgetsWhatFollowsAPageThatNowEndsElsewhere() {
        table(300);
        pages.rows(0, 250);
        table(90);
        assertThat(pages.accept(Map.of(new RunPages.Slot(0, null), read(null)))).isTrue();
        assertThat(pages.rows(0, 250)).hasSize(90);
    }

    private Map<RunPages.Slot, Page<RunRow>> again() {
        Map<RunPages.Slot, Page<RunRow>> read = new HashMap<>();
        pages.visible().forEach(slot -> read.put(slot, read(slot.token())));
        return read;
    }
}
