package dev.lovage.server.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Finds what the changes of the clocks do to a spec: asks for the fires around each, and compares
/// them with the local times that the spec names.
final class Daylight {
    private static final Duration BEFORE = Duration.ofHours(4);
    private static final Duration AFTER = Duration.ofHours(3);
    private static final Duration DAY = Duration.ofHours(25);

    /// Fires around one change; more are not looked at.
    private static final int MOST = 5_000;

    private final Spec spec;
    private final Fires fires;
    private final ZoneRules rules;
    private final WallClock clock;
    private final List<Matcher> calendars;
    private final List<Matcher> exclude;

    Daylight(Spec spec) {
        this.spec = spec;
        this.fires = new Fires(spec);
        this.rules = spec.zone().getRules();
        this.clock = new WallClock(spec.zone());
        this.calendars = spec.calendars().stream().map(Matcher::new).toList();
        this.exclude = spec.exclude().stream().map(Matcher::new).toList();
    }

    /// In the order of their moments.
    List<Touch> touches(Instant from, Instant to) {
        var found = new ArrayList<Touch>();
        if (calendars.isEmpty()) {
            return found;
        }
        var change = rules.nextTransition(from.minus(DAY));
        while (change != null && change.getInstant().isBefore(to)) {
            touched(change)
                    .filter(touch -> touch.at().isAfter(from) && touch.at().isBefore(to))
                    .sorted(Comparator.comparing(Touch::at))
                    .forEach(found::add);
            change = rules.nextTransition(change.getInstant());
        }
        return found;
    }

    private Stream<Touch> touched(ZoneOffsetTransition change) {
        var misread = change.isGap() && isMisread(change);
        var around = around(change, misread ? DAY : AFTER);
        var own =
                change.isGap()
                        ? named(change.getDateTimeBefore(), change.getDateTimeAfter())
                                .map(local -> gap(change, local, around))
                        : named(change.getDateTimeAfter(), change.getDateTimeBefore())
                                .map(local -> twice(change, local, around));
        return Stream.of(
                        own, misread ? lost(change, around) : Stream.<Touch>empty(), strays(around))
                .flatMap(touches -> touches);
    }

    /// Whether the first moment of the day is taken for one of the day before.
    private boolean isMisread(ZoneOffsetTransition change) {
        var day = change.getDateTimeAfter().toLocalDate();
        return clock.local(clock.second(day.atStartOfDay())).toLocalDate().isBefore(day);
    }

    private Set<Instant> around(ZoneOffsetTransition change, Duration after) {
        var around = new TreeSet<Instant>();
        var at = change.getInstant();
        var walk = fires.between(at.minus(BEFORE), at.plus(after));
        while (walk.hasNext() && around.size() < MOST) {
            around.add(walk.next());
        }
        return around;
    }

    private Touch gap(ZoneOffsetTransition change, LocalDateTime local, Set<Instant> around) {
        var at = local.toInstant(change.getOffsetBefore());
        return new Touch.Gap(local, at, around.contains(at));
    }

    private Touch twice(ZoneOffsetTransition change, LocalDateTime local, Set<Instant> around) {
        var first = local.toInstant(change.getOffsetBefore());
        var second = local.toInstant(change.getOffsetAfter());
        return new Touch.Twice(
                local,
                first,
                second,
                around.contains(first),
                around.contains(second),
                !isOfInterval(second));
    }

    private Stream<Touch> lost(ZoneOffsetTransition change, Set<Instant> around) {
        var begin = change.getDateTimeAfter();
        return named(begin, begin.toLocalDate().plusDays(1).atStartOfDay())
                .map(local -> new Touch.Lost(local, local.toInstant(change.getOffsetAfter())))
                .filter(lost -> !around.contains(lost.at()))
                .map(Touch.class::cast);
    }

    private Stream<Touch> strays(Set<Instant> around) {
        return around.stream()
                .filter(at -> !isOfInterval(at))
                .map(at -> new Touch.Stray(clock.local(at.getEpochSecond()), at))
                .filter(stray -> !isNamed(stray.local()) && !isShifted(stray))
                .map(Touch.class::cast);
    }

    /// Whether it stands for a local time that does not exist.
    private boolean isShifted(Touch.Stray stray) {
        var change = rules.previousTransition(stray.at().plusSeconds(1));
        if (change == null || !change.isGap()) {
            return false;
        }
        var local = LocalDateTime.ofInstant(stray.at(), change.getOffsetBefore());
        return local.isBefore(change.getDateTimeAfter()) && isNamed(local);
    }

    private Stream<LocalDateTime> named(LocalDateTime from, LocalDateTime to) {
        var after = to.minusSeconds(1).toLocalDate().plusDays(1);
        return from.toLocalDate()
                .datesUntil(after)
                .filter(day -> calendars.stream().anyMatch(calendar -> calendar.hasDate(day)))
                .flatMap(day -> seconds(day, from, to))
                .filter(this::isNamed);
    }

    /// Those of the day that are in the range.
    private static Stream<LocalDateTime> seconds(
            LocalDate day, LocalDateTime from, LocalDateTime to) {
        var begin = day.atStartOfDay();
        var end = begin.plusDays(1);
        var first = begin.isBefore(from) ? from : begin;
        var count = Duration.between(first, end.isAfter(to) ? to : end).toSeconds();
        return LongStream.range(0, count).mapToObj(first::plusSeconds);
    }

    private boolean isNamed(LocalDateTime local) {
        return calendars.stream().anyMatch(calendar -> calendar.matches(local))
                && exclude.stream().noneMatch(calendar -> calendar.matches(local));
    }

    private boolean isOfInterval(Instant at) {
        return spec.intervals().stream()
                .anyMatch(interval -> interval.matches(at.getEpochSecond()));
    }
}
