package dev.lovage.console.run;

import dev.lovage.client.Run;
import dev.lovage.client.Run.Overlay;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// What the list shows of a run: no more than this is kept for each.
///
/// @param since when it was taken by a worker, or accepted when none has
/// @param by what started it, and who
record RunRow(
        String id,
        String workflow,
        RunState state,
        String by,
        Instant since,
        @Nullable Instant started,
        @Nullable Instant ended,
        String error,
        @Nullable Overlay overlay) {

    static RunRow of(Run run) {
        var times = run.times();
        var error = run.error();
        return new RunRow(
                run.id(),
                run.workflow(),
                run.state(),
                by(run.trigger()),
                times.accepted(),
                times.started(),
                times.ended(),
                error == null ? "" : error.code(),
                run.overlay());
    }

    static String by(Run.Trigger trigger) {
        var kind = trigger.rerunOf() == null ? trigger.kind() : trigger.kind() + ", rerun";
        return trigger.by() == null ? kind : trigger.by() + " · " + kind;
    }

    /// Its page, as seen from any other.
    String address() {
        return address(id);
    }

    static String address(String id) {
        var encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
        // both may stand in a path as they are, and a link inside of the page is not decoded
        return "runs/" + encoded.replace("%7E", "~").replace("%3A", ":");
    }

    boolean hasEnded() {
        return state.ended();
    }
}
