package dev.lovage.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.RunChange;
import dev.lovage.console.look.Topic;
import dev.lovage.events.RunState;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class BoardTest {
    private final Board board = new Board();
    private final Page run = page(new Topic.OneRun("default", "one"));
    private final Page list = page(new Topic.Runs("default", null));
    private final Page others = page(new Topic.Runs("default", "orders"));
    private final Page foreign = page(new Topic.OneRun("other", "one"));
    private final Page foreignList = page(new Topic.Runs("other", null));
    private final Page sums = page(new Topic.Overview("default"));
    private final Page foreignSums = page(new Topic.Overview("other"));
    private final Page nightly = page(new Topic.OneSchedule("default", "nightly"));
    private final Page foreignNightly = page(new Topic.OneSchedule("other", "nightly"));
    private final Page still = page(new Topic.Nothing());

    private static final class Page implements Board.Ear {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void changed(RunChange change) {
            heard.add(change.run());
        }

        @Override
        public void everything() {
            heard.add("everything");
        }
    }

    private Page page(Topic topic) {
        var page = new Page();
        board.add(topic, page);
        return page;
    }

    @Test
    void tellsEachPageWhatConcernsIt() {
        board.changed(DeskTest.change("one", RunState.RUNNING));
        board.changed(DeskTest.change("two", RunState.RUNNING));

        assertThat(run.heard).containsExactly("one");
        assertThat(list.heard).containsExactly("one", "two");
        assertThat(sums.heard).containsExactly("one", "two");
        assertThat(others.heard).isEmpty();
        assertThat(still.heard).isEmpty();
    }

    @Test
    void tellsTheScheduleOfTheRunsThatItStarted() {
        var its = "orders~nightly-2026-11-21T01:00:00Z";
        board.changed(DeskTest.change(its, RunState.RUNNING));
        board.changed(DeskTest.change("orders~weekly-2026-11-21T01:00:00Z", RunState.RUNNING));
        board.changed(DeskTest.change("nightly~01JD6W8Q4Z9V2N7K3M5P1R0T8X", RunState.RUNNING));

        assertThat(nightly.heard).containsExactly(its);
        assertThat(foreignNightly.heard).isEmpty();
    }

    @Test
    void tellsNobodyOfAnotherTenantsRuns() {
        board.changed(DeskTest.change("one", RunState.RUNNING));

        assertThat(foreign.heard).isEmpty();
        assertThat(foreignList.heard).isEmpty();
        assertThat(foreignSums.heard).isEmpty();
    }

    @Test
    void everyPageLooksWhenTheFeedComesAndGoes() {
        board.up();
        assertThat(board.live()).isTrue();
        board.down("cut", Duration.ofSeconds(1));
        board.down("still cut", Duration.ofSeconds(1));
        assertThat(board.live()).isFalse();

        assertThat(List.of(run, list, foreign, sums, still))
                .allSatisfy(
                        page -> assertThat(page.heard).containsExactly("everything", "everything"));
    }

    @Test
    void forgetsPagesThatWereClosed() {
        for (var page :
                List.of(
                        run,
                        list,
                        others,
                        foreign,
                        foreignList,
                        sums,
                        foreignSums,
                        nightly,
                        foreignNightly,
                        still)) {
            board.remove(page);
        }
        board.changed(DeskTest.change("one", RunState.RUNNING));

        assertThat(run.heard).isEmpty();
        assertThat(board.ears()).isZero();
    }
}
