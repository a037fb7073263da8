package dev.lovage.console.workflow;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.ProblemException;
import dev.lovage.client.RunQuery;
import dev.lovage.client.Schedule;
import dev.lovage.client.Stats;
import dev.lovage.client.Workflow;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads what the list of workflows shows: the names of all of them, and how the runs went of those
/// only that are in view.
final class WorkflowList {
    /// More names than this are not kept; the search of the page looks at these.
    static final int MOST = 2_000;

    private final LovageClient client;

    WorkflowList(LovageClient client) {
        this.client = client;
    }

    /// One look at the list.
    ///
    /// @param more there are further workflows that are not shown
    record Picture(
            List<Workflow> all,
            boolean more,
            Map<String, Stats.OfWorkflow> stats,
            Map<String, Instant> next,
            Instant asOf) {
        Picture {
            all = List.copyOf(all);
            stats = Map.copyOf(stats);
            next = Map.copyOf(next);
        }

        /// Nothing but the moment differs.
        boolean sameAs(Picture other) {
            return all.equals(other.all) && stats.equals(other.stats) && next.equals(other.next);
        }

        /// Those whose name, tag or description has the text.
        List<Workflow> matching(String text) {
            var part = text.toLowerCase(Locale.ROOT);
            return all.stream().filter(workflow -> matches(workflow, part)).toList();
        }

        private static boolean matches(Workflow workflow, String part) {
            var description = workflow.description();
            return workflow.name().contains(part)
                    || workflow.tags().stream()
                            .anyMatch(tag -> tag.toLowerCase(Locale.ROOT).contains(part))
                    || (description != null && description.toLowerCase(Locale.ROOT).contains(part));
        }
    }

    /// @param visible the names whose runs are to be told
    Picture read(Collection<String> visible) {
        List<Workflow> all = new ArrayList<>();
        String token = null;
        Page<Workflow> page;
        do {
            page = client.workflows(RunQuery.LARGEST_PAGE, token);
            all.addAll(page.items());
            token = page.nextPageToken();
        } while (token != null && all.size() < MOST);
        return new Picture(all, token != null, stats(visible), next(), page.asOf());
    }

    /// How the runs of these went.
    Map<String, Stats.OfWorkflow> stats(Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        return client.workflowStats(names).items().stream()
                .collect(Collectors.toMap(Stats.OfWorkflow::name, Function.identity()));
    }

    /// When each workflow is run next; nothing for who may not see schedules, or where there are
    /// none.
    private Map<String, Instant> next() {
        Map<String, Instant> next = new HashMap<>();
        try {
            String token = null;
            int read = 0;
            do {
                var page = client.schedules(null, RunQuery.LARGEST_PAGE, token);
                page.items().forEach(schedule -> soonest(next, schedule));
                read += page.items().size();
                token = page.nextPageToken();
            } while (token != null && read < MOST);
        } catch (ProblemException e) {
            boolean unseen = e.problem().status() == 403 || e.problem().status() == 404;
            if (!unseen) {
                throw e;
            }
        }
        return next;
    }

    private static void soonest(Map<String, Instant> next, Schedule schedule) {
        @Nullable String workflow = schedule.action().workflow();
        var fires = schedule.status().fires().next();
        if (workflow != null && !schedule.status().paused() && !fires.isEmpty()) {
            next.merge(workflow, fires.getFirst(), (a, b) -> a.isBefore(b) ? a : b);
        }
    }
}
