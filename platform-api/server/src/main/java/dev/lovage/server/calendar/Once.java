package dev.lovage.server.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What `dst: once` asks for beyond what Temporal does by itself: each local time that the spec
/// names runs once a day. One that does not exist runs as late as the clocks jumped.
///
/// @param added local times to add as calendars of their own, at most [#MOST]
/// @param skipped fires of Temporal whose run is to end at once, skipped
public record Once(List<LocalDateTime> added, List<Instant> skipped) {
    /// How far ahead, and back for backfills; to be asked for anew long before.
    public static final Duration AHEAD = Duration.ofDays(400);

    /// The nearest are added, for Temporal's sake.
    public static final int MOST = 400;

    public Once {
        added = List.copyOf(added);
        skipped = List.copyOf(skipped);
    }

    /// Both lists in order; empty for a spec whose zone keeps its clocks.
    public static Once of(Spec spec, Instant from) {
        return between(spec, from, from.plus(AHEAD));
    }

    /// The same up to another end.
    public static Once between(Spec spec, Instant from, Instant to) {
        return of(spec, new Daylight(spec).touches(from, to));
    }

    /// The same with what would have been added in the 400 days before, so that a backfill finds it
    /// there. What is to come is added first.
    public static Once around(Spec spec, Instant now) {
        var ahead = of(spec, now);
        var before = between(spec, now.minus(AHEAD), now.plusSeconds(1));
        return new Once(
                Stream.concat(ahead.added().stream(), before.added().reversed().stream())
                        .distinct()
                        .limit(MOST)
                        .sorted()
                        .toList(),
                ahead.skipped());
    }

    static Once of(Spec spec, List<Touch> touches) {
        var added = new TreeSet<LocalDateTime>();
        var skipped = new ArrayList<Instant>();
        for (var touch : touches) {
            switch (touch) {
                case Touch.Gap gap when !gap.fires() -> added.add(local(spec, gap.at()));
                case Touch.Gap _ -> {}
                case Touch.Lost lost -> added.add(lost.local());
                case Touch.Twice twice when twice.firesTwice() && twice.once() ->
                        skipped.add(twice.second());
                case Touch.Twice _ -> {}
                case Touch.Stray stray -> skipped.add(stray.at());
            }
        }
        return new Once(added.stream().filter(at -> fires(spec, at)).limit(MOST).toList(), skipped);
    }

    private static LocalDateTime local(Spec spec, Instant at) {
        return LocalDateTime.ofInstant(at, spec.zone());
    }

    /// Outside its window a spec adds nothing, and what it excludes stays so.
    private static boolean fires(Spec spec, LocalDateTime local) {
        var at = local.atZone(spec.zone()).toInstant();
        var start = spec.window().start();
        return (start == null || !at.isBefore(start))
                && !spec.window().isOver(at.getEpochSecond())
                && spec.exclude().stream().noneMatch(out -> new Matcher(out).matches(local));
    }

    /// The added times, each as a calendar.
    public List<Calendar> calendars() {
        return added.stream().map(Calendar::at).toList();
    }

    /// Whether the run of this fire is to end at once.
    public boolean skips(Instant fire) {
        return skipped.contains(fire);
    }
}
