package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.client.Stats;
import dev.lovage.client.Workflow;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Words;
import dev.lovage.console.run.RunLink;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the list shows of a workflow.
///
/// @param next when a schedule will run it
record WorkflowRow(Workflow about, Stats.OfWorkflow stats, @Nullable Instant next) {
    String name() {
        return about.name();
    }

    String description() {
        return Inert.text(about.description());
    }

    /// The last runs, oldest first.
    List<Map<String, Object>> ticks() {
        return stats.last().reversed().stream().map(WorkflowRow::tick).toList();
    }

    private static Map<String, Object> tick(Stats.Tick run) {
        Map<String, Object> tick = new LinkedHashMap<>();
        tick.put("id", run.id());
        tick.put("state", run.state().name());
        tick.put("at", run.accepted().toString());
        tick.put("href", RunLink.to(run.id()));
        var length = run.duration();
        if (length != null) {
            tick.put("ms", length.toMillis());
        }
        return tick;
    }

    /// `98.6 %`; never rounded up to a hundred.
    String success() {
        var share = stats.ended().success();
        if (share == null) {
            return "–";
        }
        double tenths = Math.floor(share * 1000) / 10;
        return tenths == Math.rint(tenths)
                ? "%.0f %%".formatted(tenths)
                : "%.1f %%".formatted(tenths);
    }

    String sample() {
        return text("workflows.sample", "%,d".formatted(stats.ended().count()));
    }

    String p50() {
        return duration(stats.ended().p50());
    }

    String p95() {
        return duration(stats.ended().p95());
    }

    private static String duration(@Nullable Duration length) {
        return length == null ? "–" : Words.duration(length);
    }

    String address() {
        return address(name());
    }

    String start() {
        return address(name()) + "/start";
    }

    static String address(String name) {
        return "workflows/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
