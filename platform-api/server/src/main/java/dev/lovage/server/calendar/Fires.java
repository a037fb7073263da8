package dev.lovage.server.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

/// The times at which a spec fires, in order, each once, without jitter: those that Temporal takes
/// when it is asked after the same instant.
///
/// There is nothing after 2100. A walk also ends when exclusions took away [#PATIENCE] times.
public final class Fires {
    /// Each counts once for every part, as every part has to look for the next.
    static final int PATIENCE = 1_000_000;

    private static final Instant END_OF_TIME = Instant.parse("2101-01-01T00:00:00Z");

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
        return new Walk(after.getEpochSecond());
    }

    /// The next `count` times, or fewer when there are no more.
    public List<Instant> next(Instant after, int count) {
        var fires = new ArrayList<Instant>();
        for (var walk = after(after); fires.size() < count && walk.hasNext(); ) {
            fires.add(walk.next());
        }
        return fires;
    }

    private boolean isOver(long second) {
        return second == Search.NONE
                || spec.window().isOver(second)
                || second >= END_OF_TIME.getEpochSecond();
    }

    private long raw(long after) {
        var next = Search.NONE;
        for (var calendar : calendars) {
            next = Math.min(next, Search.next(calendar, clock, after));
        }
        for (var interval : spec.intervals()) {
            next = Math.min(next, interval.next(after));
        }
        return next;
    }

    private boolean isExcluded(long second) {
        var local = clock.local(second);
        return exclude.stream().anyMatch(calendar -> calendar.matches(local));
    }

    private final class Walk implements Iterator<Instant> {
        private int patience = PATIENCE;
        private OptionalLong next;

        Walk(long after) {
            this.next = following(after);
        }

        @Override
        public boolean hasNext() {
            return next.isPresent();
        }

        @Override
        public Instant next() {
            var found = next.orElseThrow(NoSuchElementException::new);
            next = following(found);
            return Instant.ofEpochSecond(found);
        }

        private OptionalLong following(long after) {
            for (var at = raw(spec.window().floor(after)); !isOver(at); at = raw(at)) {
                if (!isExcluded(at)) {
                    return OptionalLong.of(at);
                }
                patience -= calendars.size() + spec.intervals().size();
                if (patience < 0) {
                    break;
                }
            }
            return OptionalLong.empty();
        }
    }
}
