package dev.lovage.console.run;

import dev.lovage.client.Page;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The list of runs as far as it was read: a few pages, and where each page begins. What it keeps
/// does not grow with the table, but for one short token a page that was scrolled past.
final class RunPages {
    private static final int KEPT = 6;

    /// A page: its place, and the token that fetches it.
    record Slot(int index, @Nullable String token) {}

    private final Function<@Nullable String, Page<RunRow>> source;
    private final List<@Nullable String> tokens = new ArrayList<>();
    private final SequencedMap<Integer, Page<RunRow>> kept = new LinkedHashMap<>();
    private int first;
    private int last;

    RunPages(Function<@Nullable String, Page<RunRow>> source) {
        this.source = source;
        tokens.add(null);
    }

    /// Rows from `offset`, fewer than `limit` only at the end.
    List<RunRow> rows(int offset, int limit) {
        first = offset / RunFilter.PAGE;
        last = (offset + Math.max(1, limit) - 1) / RunFilter.PAGE;
        List<RunRow> rows = new ArrayList<>();
        for (int index = 0; index <= last && index < tokens.size(); index++) {
            if (index < first && index + 1 < tokens.size()) {
                continue;
            }
            var page = page(index);
            int base = index * RunFilter.PAGE;
            int from = Math.clamp(offset - base, 0, page.items().size());
            int to = Math.clamp(offset + limit - base, from, page.items().size());
            rows.addAll(page.items().subList(from, to));
        }
        return rows;
    }

    private Page<RunRow> page(int index) {
        var page = kept.remove(index);
        if (page == null) {
            page = source.apply(tokens.get(index));
            follow(index, page);
        }
        keep(index, page);
        return page;
    }

    private void keep(int index, Page<RunRow> page) {
        kept.putLast(index, page);
        while (kept.size() > KEPT) {
            kept.pollFirstEntry();
        }
    }

    /// Where the next page begins is known now; if it was thought to begin elsewhere, all after it
    /// is forgotten.
    private void follow(int index, Page<RunRow> page) {
        int next = index + 1;
        if (next < tokens.size() && Objects.equals(tokens.get(next), page.nextPageToken())) {
            return;
        }
        tokens.subList(next, tokens.size()).clear();
        kept.keySet().removeIf(other -> other > index);
        if (page.nextPageToken() != null) {
            tokens.add(page.nextPageToken());
        }
    }

    /// The pages that the rows last asked for stand on.
    List<Slot> visible() {
        return IntStream.rangeClosed(first, Math.min(last, tokens.size() - 1))
                .mapToObj(index -> new Slot(index, tokens.get(index)))
                .toList();
    }

    /// Takes pages that were read again; true when any row is other than before.
    boolean accept(Map<Slot, Page<RunRow>> read) {
        boolean changed = false;
        for (var entry : read.entrySet()) {
            var slot = entry.getKey();
            boolean known =
                    slot.index() < tokens.size()
                            && Objects.equals(tokens.get(slot.index()), slot.token());
            if (known) {
                var before = kept.remove(slot.index());
                changed |= before == null || !before.items().equals(entry.getValue().items());
                follow(slot.index(), entry.getValue());
                keep(slot.index(), entry.getValue());
            }
        }
        return changed;
    }

    /// Ids of the runs on those pages.
    Set<String> shown() {
        return visible().stream()
                .flatMap(slot -> Stream.ofNullable(kept.get(slot.index())))
                .flatMap(page -> page.items().stream())
                .map(RunRow::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Takes rows that were read again, each in its place; true when any is other than before.
    boolean replace(List<RunRow> rows) {
        var fresh = rows.stream().collect(Collectors.toMap(RunRow::id, Function.identity()));
        boolean changed = false;
        for (var entry : kept.entrySet()) {
            var page = entry.getValue();
            var items =
                    page.items().stream().map(row -> fresh.getOrDefault(row.id(), row)).toList();
            changed |= !items.equals(page.items());
            entry.setValue(new Page<>(items, page.nextPageToken(), page.asOf()));
        }
        return changed;
    }

    /// There is no run at all.
    boolean empty() {
        var page = kept.get(0);
        return page != null && page.items().isEmpty();
    }

    /// The longest that any of the kept runs took, in milliseconds; what their bars are compared
    /// to.
    long longest() {
        return kept.values().stream()
                .flatMap(page -> page.items().stream())
                .mapToLong(RunPages::length)
                .max()
                .orElse(0);
    }

    private static long length(RunRow row) {
        return row.started() == null || row.ended() == null
                ? 0
                : row.ended().toEpochMilli() - row.started().toEpochMilli();
    }
}
