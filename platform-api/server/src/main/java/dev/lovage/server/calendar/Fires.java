package dev.lovage.server.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The times at which a spec fires, in order, each once, without jitter: those that Temporal takes
/// when it is asked after the same instant.
///
/// There is nothing after 2100. A walk also ends when exclusions take away too much: it has
/// patience for 300,000 times, of which every fire gives a thousand back; a time counts as often as
/// there are parts, as each has to look for the next. Days that are excluded as a whole count
/// little.
public final class Fires {
    private static final int PATIENCE = 300_000;

    private static final int REWARD = 1_000;

    /// What is left of a day is walked, so that a change of the clocks at its end is seen.
    private static final LocalTime LAST_HOUR = LocalTime.of(23, 0);

    private static final Instant END_OF_TIME = Instant.parse("2100-12-31T23:59:59Z");

    private final Spec spec;
    private final WallClock clock;
    private final List<Matcher> calendars;
    private final List<Matcher> exclude;

    public Fires(Spec spec) {
        this.spec = spec;
        this.clock = new WallClock(spec.zone());
        this.calendars = spec.calendars().stream().map(Matcher::new).toList();
        this.exclude = spec.exclude().stream().map(Matcher::new).toList();
    }

    /// All times after this one, found one by one as they are asked for.
    public Iterator<Instant> after(Instant after) {
        return new Walk(after, END_OF_TIME);
    }

    /// All times after `after` up to `end`, found one by one as they are asked for.
    public Iterator<Instant> between(Instant after, Instant end) {
        return new Walk(after, end);
    }

    /// The next `count` times, or fewer when there are no more.
    public List<Instant> next(Instant after, int count) {
        var fires = new ArrayList<Instant>();
        for (var walk = after(after); fires.size() < count && walk.hasNext(); ) {
            fires.add(walk.next());
        }
        return fires;
    }

    private boolean isExcluded(LocalDateTime local) {
        return exclude.stream().anyMatch(calendar -> calendar.matches(local));
    }

    /// A moment up to which all is excluded, as this local time is.
    private long excludedUntil(long second, LocalDateTime local) {
        var day = local.toLocalDate();
        if (exclude.stream().noneMatch(calendar -> calendar.isWhole(day))) {
            return second;
        }
        return Math.max(second, clock.second(day.atTime(LAST_HOUR)) - 1);
    }

    private final class Walk implements Iterator<Instant> {
        private final long end;
        private final LocalDate last;
        private int patience = PATIENCE;
        private long next;

        Walk(Instant after, Instant end) {
            this.end = spec.window().ceiling(end.getEpochSecond());
            this.last = clock.local(this.end).toLocalDate().plusDays(1);
            this.next = following(spec.window().floor(after.getEpochSecond()));
        }

        @Override
        public boolean hasNext() {
            return next != Search.NONE;
        }

        @Override
        public Instant next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var found = next;
            next = following(found);
            return Instant.ofEpochSecond(found);
        }

        private long following(long after) {
            var at = raw(after);
            while (at <= end && patience >= 0) {
                var local = clock.local(at);
                if (!isExcluded(local)) {
                    patience = Math.min(PATIENCE, patience + REWARD);
                    return at;
                }
                patience -= calendars.size() + spec.intervals().size();
                at = raw(excludedUntil(at, local));
            }
            return Search.NONE;
        }

        private long raw(long after) {
            var first = Search.NONE;
            for (var calendar : calendars) {
                first = Math.min(first, Search.next(calendar, clock, after, last));
            }
            for (var interval : spec.intervals()) {
                first = Math.min(first, interval.next(after));
            }
            return first;
        }
    }
}
