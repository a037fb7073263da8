package dev.lovage.server.calendar;

import dev.lovage.canvas.Nearest;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the time zone of a name, as Temporal knows it: a name of the tz database, exactly.
final class Zones {
    private static final int LONGEST = 100;

    private Zones() {}

    /// @throws IllegalArgumentException when there is no such zone; the message offers those near
    static ZoneId read(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    "A schedule needs a time zone, such as `Europe/Berlin`, or `UTC`.");
        }
        var known = ZoneId.getAvailableZoneIds();
        if (known.contains(name) && !name.startsWith("SystemV/")) {
            return ZoneId.of(name);
        }
        throw new IllegalArgumentException(
                "There is no time zone `%s`.%s"
                        .formatted(FieldReader.shortened(name), hint(name, known)));
    }

    private static String hint(String name, Set<String> known) {
        if (name.matches("(UTC|GMT|Z)?[+-]?[0-9:]+|Z")) {
            return " A fixed offset is named `Etc/GMT-2` for two hours east of Greenwich.";
        }
        if (name.length() > LONGEST) {
            return " Names are like `Europe/Berlin`.";
        }
        var near = Nearest.hint(name, known);
        return near.isEmpty() ? places(name, known) : near;
    }

    /// Somebody may know the city, but not its continent.
    private static String places(String name, Set<String> known) {
        var words =
                Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^a-z]+"))
                        .filter(word -> word.length() > 3)
                        .toList();
        var near =
                known.stream()
                        .filter(zone -> hasAny(zone.toLowerCase(Locale.ROOT), words))
                        .sorted()
                        .limit(3)
                        .map(zone -> "`" + zone + "`")
                        .toList();
        return near.isEmpty()
                ? " Names are like `Europe/Berlin`."
                : " Did you mean one of " + String.join(", ", near) + "?";
    }

    private static boolean hasAny(String zone, List<String> words) {
        var place = zone.substring(zone.lastIndexOf('/') + 1);
        return words.stream().anyMatch(place::contains);
    }
}
