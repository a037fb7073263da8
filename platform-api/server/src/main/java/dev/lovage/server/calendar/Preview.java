package dev.lovage.server.calendar;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Jump.Kind;
import dev.lovage.client.Schedule.Mark;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Tells beforehand when a spec will fire.
public final class Preview {
    /// Fires between which the shortest distance is looked for.
    static final int MEASURED = 200;

    /// Local times that changes of the clocks touch; there may be one for every ten seconds.
    static final int JUMPS = 100;

    /// How far ahead `dst: once` is followed when Temporal alone would not fire often.
    private static final Duration FAR = Duration.ofDays(3_650);

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private final Spec spec;
    private final Says says;
    private final List<Instant> fires;
    private final List<Touch> touches;
    private final Instant after;

    private Preview(Spec spec, Instant after, int count) {
        this.spec = spec;
        this.after = after;
        this.says = new Says(spec);
        var plain = new Fires(spec).next(after, Math.max(MEASURED, count));
        var end = plain.size() < count ? after.plus(FAR) : plain.get(count - 1).plusSeconds(1);
        var ahead = after.plus(Once.AHEAD);
        this.touches = new Daylight(spec).touches(after, end.isAfter(ahead) ? end : ahead);
        this.fires = spec.dst() == Schedule.Dst.ONCE ? once(plain) : plain;
    }

    /// The next `count` fires, and what to know about them; without a forecast of overlaps, which
    /// needs to know how long runs take.
    public static Schedule.Preview of(Spec spec, Instant after, int count) {
        return new Preview(spec, after, count).answer(count);
    }

    private Schedule.Preview answer(int count) {
        var gap = shortest();
        return new Schedule.Preview(
                fires.stream().limit(count).map(this::fire).toList(),
                notes(count, gap),
                touches.stream()
                        .filter(touch -> touch.at().isBefore(after.plus(Once.AHEAD)))
                        .limit(JUMPS)
                        .map(this::jump)
                        .toList(),
                gap,
                null);
    }

    private List<Instant> once(List<Instant> plain) {
        var once = Once.of(spec, touches);
        var fires = new TreeSet<>(plain);
        once.added().forEach(local -> fires.add(local.atZone(spec.zone()).toInstant()));
        once.skipped().forEach(fires::remove);
        return List.copyOf(fires);
    }

    private @Nullable Duration shortest() {
        return Stream.iterate(1, i -> i < fires.size(), i -> i + 1)
                .map(i -> Duration.between(fires.get(i - 1), fires.get(i)))
                .min(Duration::compareTo)
                .orElse(null);
    }

    private List<String> notes(int count, @Nullable Duration gap) {
        var notes = new ArrayList<>(spec.notes());
        if (fires.size() < count) {
            notes.add(says.end(fires.size()));
        }
        if (gap != null && gap.compareTo(IntervalReader.SHORTEST) < 0) {
            notes.add(says.close(gap));
        }
        if (!spec.jitter().isZero()) {
            notes.add(says.jitter());
        }
        return notes;
    }

    private Schedule.Fire fire(Instant at) {
        var offset = spec.zone().getRules().getOffset(at);
        return new Schedule.Fire(
                at, text(at.atOffset(offset).toLocalDateTime()), text(offset), mark(at));
    }

    private static String text(LocalDateTime local) {
        return LOCAL.format(local);
    }

    private static String text(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    }

    private Mark mark(Instant at) {
        for (var touch : touches) {
            var mark =
                    switch (touch) {
                        case Touch.Gap gap when gap.at().equals(at) -> Mark.SHIFTED;
                        case Touch.Twice twice when twice.at().equals(at) -> Mark.FIRST;
                        case Touch.Twice twice when twice.second().equals(at) -> Mark.SECOND;
                        case Touch.Gap _, Touch.Twice _, Touch.Lost _, Touch.Stray _ -> Mark.PLAIN;
                    };
            if (mark != Mark.PLAIN) {
                return mark;
            }
        }
        return Mark.PLAIN;
    }

    private Schedule.Jump jump(Touch touch) {
        var kind =
                switch (touch) {
                    case Touch.Gap _, Touch.Lost _ -> Kind.GAP;
                    case Touch.Twice _, Touch.Stray _ -> Kind.DOUBLE;
                };
        return new Schedule.Jump(kind, touch.at(), text(touch.local()), says.of(touch));
    }
}
