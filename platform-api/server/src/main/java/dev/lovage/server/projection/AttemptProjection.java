package dev.lovage.server.projection;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Progressed;
import dev.lovage.server.Database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Takes what workers say of attempts into the table `attempts`: one row for each step, however
/// much was said.
final class AttemptProjection {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptProjection.class);
    private static final Duration SWEEP = Duration.ofSeconds(30);

    /// Worker's clocks that are further off say nothing of use.
    private static final Duration NEAR = Duration.ofDays(2);

    private static final int LONGEST = 1_000;

    /// The order in which rows are locked, everywhere.
    private static final Comparator<AttemptHead.Key> ORDER =
            Comparator.comparing(AttemptHead.Key::tenant)
                    .thenComparing(AttemptHead.Key::run)
                    .thenComparing(AttemptHead.Key::path);

    private final Database database;
    private final Clock clock;
    private Instant swept = Instant.EPOCH;

    AttemptProjection(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Used by one thread.
    void add(List<AttemptEvent> said) {
        var heads = new TreeMap<AttemptHead.Key, AttemptHead>(ORDER);
        said.stream()
                .filter(this::usable)
                .map(AttemptHead::of)
                .forEach(head -> heads.merge(head.key(), head, AttemptHead::and));
        if (!heads.isEmpty()) {
            write(List.copyOf(heads.values()));
        }
        if (swept.plus(SWEEP).isBefore(clock.instant())) {
            swept = clock.instant();
            database.transaction(tx -> {
                AttemptTable.sweep(tx.connection());
                return true;
            });
        }
    }

    private void write(List<AttemptHead> heads) {
        try {
            database.transaction(tx -> {
                AttemptTable.write(tx.connection(), heads);
                return true;
            });
        } catch (IllegalStateException e) { // refused, and would be again: it is telemetry
            LOG.warn("Left out what was said of {} attempts", heads.size(), e);
        }
    }

    /// Whether the table can hold it.
    private boolean usable(AttemptEvent event) {
        var subject = event.subject();
        var away = Duration.between(event.at(), clock.instant()).abs();
        var message = event instanceof Progressed progressed ? progressed.message() : "";
        return away.compareTo(NEAR) < 0
                && subject.tenant().length() + subject.run().length() + subject.path().length()
                        <= LONGEST
                && message.indexOf('\0') < 0;
    }
}
