package dev.lovage.server.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/// The clocks of a time zone, read as Temporal's server does.
final class WallClock {
    private final ZoneRules rules;

    WallClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    LocalDateTime local(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, offset(second));
    }

    /// The moment of a local time. Of one that is there twice it is the first west of Greenwich,
    /// and the second east of it; one that does not exist is moved back in the west and on in the
    /// east, as far as the clocks jumped.
    long second(LocalDateTime local) {
        var utc = local.toEpochSecond(ZoneOffset.UTC);
        var near = utc - offset(utc).getTotalSeconds();
        return utc - offset(near).getTotalSeconds();
    }

    private ZoneOffset offset(long second) {
        return rules.getOffset(Instant.ofEpochSecond(second));
    }
}
