package dev.lovage.server.run;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The statement for one page of runs, or for their number: conditions and their values, side by
/// side. Its cost is that of the page, not of the table: it begins where the last page ended.
record RunPage(String sql, List<Object> values) {
    RunPage {
        values = List.copyOf(values);
    }

    static RunPage of(String tenant, RunFilter filter, @Nullable RunKey after, int size) {
        var conditions = conditions(tenant, filter);
        if (after != null) {
            conditions.and("(accepted, run) < (?, ?)", after.accepted(), after.run());
        }
        return conditions.page(size);
    }

    /// Counts up to `most`.
    static RunPage count(String tenant, RunFilter filter, int most) {
        return conditions(tenant, filter).count(most);
    }

    private static Conditions conditions(String tenant, RunFilter filter) {
        var conditions = new Conditions();
        conditions.and("tenant = ?", tenant);
        conditions.and("definition = ?", filter.definition());
        conditions.and("tags @> array[?::text]", filter.tag());
        conditions.and("accepted >= ?", filter.from());
        conditions.and("accepted < ?", filter.to());
        if (!filter.statuses().isEmpty()) {
            var names = filter.statuses().stream().map(Enum::name).sorted().toList();
            conditions.and("status = any (?::run_status[])", names);
        }
        if (filter.overlay() != null) {
            conditions.and(
                    """
                    (accepted, run) in (
                        select accepted, run from run_overlays where tenant = ? and overlay = ?)\
                    """,
                    tenant,
                    filter.overlay().name());
        }
        if (filter.prefix() != null) {
            conditions.prefix(filter.prefix());
        }
        return conditions;
    }

    private static final class Conditions {
        private final List<String> sql = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        /// Holds where every value is there.
        void and(String condition, @Nullable Object... given) {
            var there = Arrays.stream(given).filter(Objects::nonNull).toList();
            if (there.size() == given.length) {
                sql.add(condition);
                values.addAll(there);
            }
        }

        void prefix(String prefix) {
            var pattern = prefix.replaceAll("[\\\\%_]", "\\\\$0") + "%";
            and(
                    """
                    (run like ? or definition like ?
                        or exists (select 1 from unnest(tags) tag where tag like ?))\
                    """,
                    pattern,
                    pattern,
                    pattern);
        }

        RunPage page(int size) {
            values.add(size);
            return new RunPage(
                    Rows.RUN + where() + " order by accepted desc, run desc limit ?", values);
        }

        RunPage count(int most) {
            values.add(most);
            var found = "select from runs" + where() + " limit ?";
            return new RunPage("select count(*) from (" + found + ") found", values);
        }

        private String where() {
            return " where " + String.join(" and ", sql);
        }
    }
}
