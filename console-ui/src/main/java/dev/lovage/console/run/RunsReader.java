package dev.lovage.console.run;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.Run;
import dev.lovage.client.Workflow;
import dev.lovage.console.look.News;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the runs in view from the api: whole pages, or only the rows that changed.
final class RunsReader {
    /// For more rows than these a page is cheaper.
    private static final int FEW = 8;

    private static final Comparator<Run.Seen> OLDEST = Comparator.comparing(Run.Seen::asOf);

    private final LovageClient client;

    RunsReader(LovageClient client) {
        this.client = client;
    }

    /// What is to be read: swapped whole, as another thread reads it.
    ///
    /// @param shown ids of the runs in view
    record Wanted(RunFilter filter, List<RunPages.Slot> slots, Set<String> shown) {
        static Wanted of(RunFilter filter, RunPages pages) {
            return new Wanted(filter, pages.visible(), pages.shown());
        }

        /// The runs that changed, where nothing else on the pages can have: no row comes or goes.
        private Set<String> rows(News news) {
            return news instanceof News.Changes(var steps)
                            && steps.size() <= FEW
                            && filter.status() == null
                            && shown.containsAll(steps.keySet())
                    ? steps.keySet()
                    : Set.of();
        }
    }

    /// What was read, for the filter it was wanted for.
    sealed interface Read {
        RunFilter filter();

        Run.Seen seen();

        /// Pages, each in its slot.
        ///
        /// @param workflows that can be chosen; empty when they were not asked for
        record Pages(
                RunFilter filter,
                Map<RunPages.Slot, Page<RunRow>> pages,
                List<String> workflows,
                Run.Seen seen)
                implements Read {}

        /// Rows that are on pages already.
        record Rows(RunFilter filter, List<RunRow> rows, Run.Seen seen) implements Read {}
    }

    Read read(Wanted wanted, News news) {
        var changed = wanted.rows(news);
        return changed.isEmpty() ? pages(wanted, news) : rows(wanted, changed);
    }

    Page<RunRow> page(RunFilter filter, @Nullable String token) {
        var page = client.runs(filter.query(token));
        return new Page<>(
                page.items().stream().map(RunRow::of).toList(), page.nextPageToken(), page.seen());
    }

    private Read pages(Wanted wanted, News news) {
        Map<RunPages.Slot, Page<RunRow>> pages = new LinkedHashMap<>();
        for (var slot : wanted.slots()) {
            pages.put(slot, page(wanted.filter(), slot.token()));
        }
        var seen = pages.values().stream().map(Page::seen).min(OLDEST);
        return new Read.Pages(
                wanted.filter(),
                pages,
                news.equals(News.everything()) ? workflows() : List.of(),
                seen.orElse(new Run.Seen(Instant.EPOCH, "")));
    }

    private Read rows(Wanted wanted, Set<String> changed) {
        var runs = changed.stream().map(client::run).toList();
        var seen = runs.stream().map(Run::seen).min(OLDEST);
        return new Read.Rows(
                wanted.filter(), runs.stream().map(RunRow::of).toList(), seen.orElseThrow());
    }

    private List<String> workflows() {
        return client.workflows().items().stream().map(Workflow::name).toList();
    }
}
