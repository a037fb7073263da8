package dev.lovage.server.reconcile;

import dev.lovage.server.Settings;
import dev.lovage.server.run.RunKey;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Keeps in mind which open runs have said nothing for a while, and which of them are due to be
/// asked about: after a minute, then at doubling distances up to an hour. A run that moves is never
/// due. Used by one thread; who takes over begins anew.
final class Watch {
    private final Settings.Reconciler settings;
    private final Map<RunKey, Seen> seen = new HashMap<>();

    Watch(Settings.Reconciler settings) {
        this.settings = settings;
    }

    /// @param since when it was first seen as it is
    /// @param looked when Temporal was asked last; absent when it was not since
    /// @param events of its history then; -1 when nobody knows
    /// @param held something kept it from going on then
    private record Seen(
            String temporalRun,
            long version,
            Instant since,
            @Nullable Instant looked,
            long events,
            boolean held) {
        static Seen of(Shown run, Instant now) {
            return new Seen(run.temporalRun(), run.version(), now, null, -1, false);
        }

        boolean still(Shown run) {
            return version == run.version() && temporalRun.equals(run.temporalRun());
        }

        Instant due(Settings.Reconciler settings) {
            if (looked == null) {
                return since.plus(settings.quiet());
            }
            var doubled = Duration.between(since, looked);
            return looked.plus(
                    held
                            ? settings.quiet()
                            : shorter(settings.rarely(), longer(doubled, settings)));
        }

        private static Duration longer(Duration doubled, Settings.Reconciler settings) {
            return doubled.compareTo(settings.quiet()) > 0 ? doubled : settings.quiet();
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    /// Takes in how all open runs stand now; gives at most `size` that are due, the longest first.
    List<Shown> due(List<Shown> open, Instant now, int size) {
        seen.keySet().retainAll(open.stream().map(Shown::key).collect(Collectors.toSet()));
        for (var run : open) {
            seen.compute(
                    run.key(),
                    (_, old) -> old == null || !old.still(run) ? Seen.of(run, now) : old);
        }
        return open.stream()
                .filter(run -> !due(run).isAfter(now))
                .sorted(Comparator.comparing(this::due))
                .limit(size)
                .toList();
    }

    /// Those that have not moved for a while, and of which Temporal was not asked meanwhile.
    List<Shown> quiet(List<Shown> open, Instant now) {
        return open.stream().filter(run -> isQuiet(run, now)).toList();
    }

    private boolean isQuiet(Shown run, Instant now) {
        var known = seen.get(run.key());
        if (known == null) {
            return false;
        }
        var looked = known.looked();
        var since = looked == null ? known.since() : looked;
        return !since.plus(settings.quiet()).isAfter(now);
    }

    private Instant due(Shown run) {
        var known = seen.get(run.key());
        return known == null ? Instant.MAX : known.due(settings);
    }

    /// How many events its history had when Temporal was asked last, and the run has not moved
    /// since; -1 when it was not asked.
    long events(Shown run) {
        var known = seen.get(run.key());
        return known == null ? -1 : known.events();
    }

    /// Temporal was asked about it.
    ///
    /// @param held something keeps it from going on: it is asked about as often as at first
    void looked(Shown run, Instant now, long events, boolean held) {
        seen.computeIfPresent(
                run.key(),
                (_, old) ->
                        new Seen(old.temporalRun(), old.version(), old.since(), now, events, held));
    }
}
