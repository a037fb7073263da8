package dev.lovage.server.projection;

import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.StepChange;
import dev.lovage.server.projection.PartTable.Part;
import dev.lovage.server.run.RunKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// A batch of events as the rows it changes: one row for each run and step, however many events.
final class Fold {
    /// The order in which rows are locked, everywhere.
    static final Comparator<RunKey> ORDER =
            Comparator.comparing(RunKey::accepted)
                    .thenComparing(RunKey::tenant)
                    .thenComparing(RunKey::run);

    private final Map<RunKey, RunHead> before;
    private final Map<RunKey, RunHead> runs;
    private final Map<Part, Count> parts;
    private final Map<StepKey, StepHead> steps = new HashMap<>();
    private final SortedSet<Doubt> doubts = new TreeSet<>(Doubt.ORDER);

    private record StepKey(RunKey run, String path) {}

    /// @param known the rows there are for the runs of the events to come
    /// @param parts what is known of their parts
    Fold(Map<RunKey, RunHead> known, Map<Part, Count> parts) {
        before = known;
        runs = new HashMap<>(known);
        this.parts = new HashMap<>(parts);
    }

    void add(RunEvent event) {
        var subject = event.subject();
        var run = runs.getOrDefault(RunHead.key(subject), RunHead.of(subject));
        if (subject.part() != null) {
            addToPart(run, Part.of(subject), event);
            return;
        }
        var after = run.with(event);
        runs.put(run.key(), after);
        var told = Stretch.of(event, run.turnedBy(event));
        if (told != null && isCurrent(subject, run.count(), told)) {
            merge(after, event);
        }
    }

    private void addToPart(RunHead run, Part part, RunEvent event) {
        var subject = event.subject();
        var count = parts.getOrDefault(part, Count.none(subject));
        var told = Stretch.of(event, false);
        if (told != null && isCurrent(subject, count, told)) {
            parts.put(part, count.and(subject, told));
            merge(run, event);
        }
    }

    /// Whether it is of the execution shown; what has to be asked is noted.
    private boolean isCurrent(Subject subject, Count count, Stretch told) {
        if (count.isForeign(subject)) {
            doubts.add(new Doubt(RunHead.key(subject), Doubt.Reason.EXECUTION));
            return false;
        }
        if (count.misses(subject, told)) {
            doubts.add(new Doubt(RunHead.key(subject), Doubt.Reason.GAP));
        }
        return true;
    }

    private void merge(RunHead run, RunEvent event) {
        for (var change : changes(event)) {
            steps.merge(
                    new StepKey(run.key(), change.path()),
                    StepHead.of(run, event.subject(), change),
                    StepHead::and);
        }
        if (leavesOut(event)) {
            doubts.add(new Doubt(run.key(), Doubt.Reason.VALUES));
        }
    }

    /// Whether a value in it was too large for an event.
    private static boolean leavesOut(RunEvent event) {
        return switch (event) {
            case Closed closed -> isLarge(closed.result());
            case Started _, Changed _ ->
                    changes(event).stream().anyMatch(change -> isLarge(change.value()));
            case Confirmed _ -> false;
        };
    }

    private static boolean isLarge(Payload value) {
        return value instanceof Payload.Omitted omitted && omitted.tooLarge();
    }

    /// Runs whose rows change, in order.
    List<RunHead> runs() {
        return runs.values().stream()
                .filter(run -> !run.equals(before.get(run.key())))
                .sorted(Comparator.comparing(RunHead::key, ORDER))
                .toList();
    }

    /// Steps that were told of, in order.
    List<StepHead> steps() {
        return steps.values().stream()
                .sorted(Comparator.comparing(StepHead::run, ORDER).thenComparing(StepHead::path))
                .toList();
    }

    /// How far the parts have counted.
    Map<Part, Count> parts() {
        return Map.copyOf(parts);
    }

    /// What has to be asked, in order.
    List<Doubt> doubts() {
        return List.copyOf(doubts);
    }

    /// Runs that were cut off just now: the steps still open in them have ended as well.
    List<RunHead> cutOff() {
        return runs().stream()
                .filter(RunHead::cutOff)
                .filter(run -> isNews(run, before.get(run.key())))
                .toList();
    }

    /// Runs that were reset just now: the steps of the execution shown before are none of theirs.
    List<RunHead> renewed() {
        return runs().stream()
                .filter(run -> {
                    var old = before.get(run.key());
                    return old != null && old.version().generation() < run.version().generation();
                })
                .toList();
    }

    /// What nobody knew before these events.
    News news() {
        var began = new ArrayList<News.Began>();
        var ended = new ArrayList<News.Ended>();
        for (var run : runs()) {
            var old = before.get(run.key());
            var started = run.started();
            if (started != null && (old == null || old.started() == null)) {
                began.add(new News.Began(run.key().run(), run.execution().definition(), started));
            }
            if (run.status().ended() && (old == null || !old.status().ended())) {
                ended.add(new News.Ended(run.execution().definition(), run.status(), run.took()));
            }
        }
        return new News(began, ended);
    }

    private static boolean isNews(RunHead run, @Nullable RunHead old) {
        return old == null
                || !old.cutOff()
                || old.version().generation() < run.version().generation();
    }

    private static List<StepChange> changes(RunEvent event) {
        return switch (event) {
            case Started started -> started.steps();
            case Changed changed -> changed.steps();
            case Closed _, Confirmed _ -> List.of();
        };
    }
}
