package dev.lovage.console.schedule;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.RunQuery;
import dev.lovage.client.Schedule;
import dev.lovage.client.Stats;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Reads what the list of schedules shows.
final class ScheduleList {
    /// As many as a tenant may have.
    private static final int MOST = 1_000;

    private final LovageClient client;
    private final @Nullable String workflow;

    /// @param workflow only those of this one
    ScheduleList(LovageClient client, @Nullable String workflow) {
        this.client = client;
        this.workflow = workflow;
    }

    /// One look at the list.
    record Picture(List<ScheduleRow> rows, Instant asOf) {
        Picture {
            rows = List.copyOf(rows);
        }

        /// Those whose name, or what they run, has the text.
        List<ScheduleRow> matching(String text) {
            var part = text.toLowerCase(Locale.ROOT);
            return rows.stream()
                    .filter(row -> row.name().contains(part) || row.runs().contains(part))
                    .toList();
        }
    }

    Picture read() {
        List<Schedule> all = new ArrayList<>();
        String token = null;
        Page<Schedule> page;
        do {
            page = client.schedules(workflow, RunQuery.LARGEST_PAGE, token);
            all.addAll(page.items());
            token = page.nextPageToken();
        } while (token != null && all.size() < MOST);
        var states = states(all);
        return new Picture(
                all.stream().map(schedule -> row(schedule, states)).toList(), page.asOf());
    }

    private static ScheduleRow row(Schedule schedule, Map<String, RunState> states) {
        var recent = schedule.status().fires().recent();
        return new ScheduleRow(
                schedule, recent.isEmpty() ? null : states.get(recent.getFirst().run()));
    }

    /// How the last runs of the workflows stand, by run.
    private Map<String, RunState> states(List<Schedule> all) {
        var names =
                all.stream()
                        .map(schedule -> schedule.action().workflow())
                        .filter(Objects::nonNull)
                        .distinct()
                        .limit(RunQuery.LARGEST_PAGE)
                        .toList();
        Map<String, RunState> states = new HashMap<>();
        if (!names.isEmpty()) {
            for (Stats.OfWorkflow stats : client.workflowStats(names).items()) {
                stats.last().forEach(run -> states.put(run.id(), run.state()));
            }
        }
        return states;
    }
}
