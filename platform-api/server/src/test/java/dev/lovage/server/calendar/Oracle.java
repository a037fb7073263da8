package dev.lovage.server.calendar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Finds fires the simple way: goes through all minutes and asks what the clocks of the zone show;
/// no change of the clocks of our time falls between two whole minutes.
final class Oracle {
    private final List<BitSet> fields;
    private final List<Instant> fires = new ArrayList<>();

    /// @param seven fields as [Specs#fields] takes them
    Oracle(String seven) {
        var text = seven.split(" ", -1);
        this.fields =
                List.of(
                        set(text[0], 0, 59),
                        set(text[1], 0, 59),
                        set(text[2], 0, 23),
                        set(text[3], 1, 31),
                        set(text[4], 1, 12),
                        set(text[5], 0, 6),
                        set(text[6], 2000, 2100));
    }

    private static BitSet set(String text, int least, int most) {
        var numbers = new BitSet();
        for (var part : text.split(",", -1)) {
            var slash = part.split("/", -1);
            var ends = slash[0].split("-", -1);
            var all = slash[0].equals("*");
            var from = all ? least : Integer.parseInt(ends[0]);
            var open = all || (ends.length == 1 && slash.length == 2);
            var to = open ? most : Integer.parseInt(ends[ends.length - 1]);
            var step = slash.length == 2 ? Integer.parseInt(slash[1]) : 1;
            for (int number = from; number <= to; number++) {
                if ((number - from) % step == 0) {
                    numbers.set(number);
                }
            }
        }
        return numbers;
    }

    /// Walks once for all; the first moment must be a whole minute, the last is excluded.
    static void walk(String zone, List<Oracle> oracles, Instant from, Instant to) {
        var clocks = ZoneId.of(zone);
        for (var at = from; at.isBefore(to); at = at.plusSeconds(60)) {
            var local = at.atZone(clocks);
            for (var oracle : oracles) {
                oracle.see(local);
            }
        }
    }

    private void see(ZonedDateTime local) {
        if (fields.get(1).get(local.getMinute())
                && fields.get(2).get(local.getHour())
                && fields.get(3).get(local.getDayOfMonth())
                && fields.get(4).get(local.getMonthValue())
                && fields.get(5).get(local.getDayOfWeek().getValue() % 7)
                && fields.get(6).get(local.getYear())) {
            fields.get(0).stream()
                    .forEach(second -> fires.add(local.toInstant().plusSeconds(second)));
        }
    }

    List<Instant> fires() {
        return fires;
    }
}
