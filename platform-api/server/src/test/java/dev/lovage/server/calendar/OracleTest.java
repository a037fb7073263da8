package dev.lovage.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// The times of random specs over two years are those that a walk through all of them finds.
///
/// East of Greenwich, and where the clocks jump by half an hour, Temporal has its own mind in the
/// hours around a change; [DaylightTest] says which, and `CalendarIT` asks it.
class OracleTest {
    private static final int SPECS = 200;
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2028-01-01T00:00:00Z");
    private static final Duration AROUND = Duration.ofHours(3);

    private final Random random = new Random(20_261_121);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "America/New_York",
                "Europe/Berlin",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "Africa/Casablanca",
                "UTC"
            })
    void theTimesOfAnySpecAreThoseThatMatchIt(String zone) {
        var specs = Stream.generate(this::fields).limit(SPECS / 6 + 1).toList();
        var oracles = specs.stream().map(Oracle::new).toList();
        Oracle.walk(zone, oracles, FROM, TO);

        for (int i = 0; i < specs.size(); i++) {
            var spec = Specs.in(zone).calendar(Specs.fields(specs.get(i))).from(FROM.toString());
            assertThat(calm(zone, fires(spec.read())))
                    .as(zone + " " + specs.get(i))
                    .isEqualTo(calm(zone, oracles.get(i).fires()));
        }
    }

    private static List<Instant> calm(String zone, List<Instant> fires) {
        var pure = zone.equals("America/New_York");
        return fires.stream().filter(at -> pure || isCalm(zone, at)).toList();
    }

    private static List<Instant> fires(Spec spec) {
        var fires = new ArrayList<Instant>();
        var walk = new Fires(spec).after(FROM);
        while (walk.hasNext()) {
            var next = walk.next();
            if (!next.isBefore(TO)) {
                break;
            }
            fires.add(next);
        }
        return fires;
    }

    private static boolean isCalm(String zone, Instant at) {
        var change = ZoneId.of(zone).getRules().nextTransition(at.minus(AROUND));
        return change == null || change.getInstant().isAfter(at.plus(AROUND));
    }

    /// Seconds now and then, mostly hours in which clocks change, dates that are not too rare.
    private String fields() {
        var second = one(7) ? String.valueOf(random.nextInt(60)) : "0";
        var minute = one(6) ? "*/20" : field(0, 59);
        var hour = one(2) ? field(0, 3) : one(4) ? "*" : field(0, 23);
        var day = one(2) ? "*" : field(1, 28);
        var month = one(2) ? "*" : field(1, 12);
        var weekday = one(2) ? "*" : field(0, 6);
        var year = one(8) ? "2027" : "*";
        return String.join(" ", second, minute, hour, day, month, weekday, year);
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private String field(int least, int most) {
        var from = least + random.nextInt(most - least + 1);
        var to = from + random.nextInt(most - from + 1);
        return switch (random.nextInt(5)) {
            case 0 -> from + "-" + to;
            case 1 -> from + "-" + to + "/" + (1 + random.nextInt(5));
            case 2 -> from + "/" + (1 + random.nextInt(9));
            case 3 -> from + "," + to;
            default -> String.valueOf(from);
        };
    }
}
