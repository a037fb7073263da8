package dev.lovage.server.reconcile;

import com.google.protobuf.ByteString;

import dev.lovage.server.Settings;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds open runs that Temporal no longer has, because somebody deleted their histories: such a
/// run says nothing more, and is neither among those that have closed nor among those that are
/// open.
///
/// A turn asks one question, however many runs there are: how many are open. Only when that is
/// another number than here are they listed, some pages a turn, and compared one by one; where many
/// runs come and go it always is another, so that is done twice a minute at most. What is missing
/// is no more than a suspicion: whoever asks for it describes it.
@Singleton
final class RollCall {
    private static final int PAGES = 10;

    private final TemporalRuns temporal;
    private final Duration between;
    private @Nullable Roll roll;
    private Instant called = Instant.EPOCH;

    /// Open executions in Temporal that nobody started through us.
    private long strangers;

    RollCall(TemporalRuns temporal, Settings.Reconciler settings) {
        this.temporal = temporal;
        between = settings.quiet().dividedBy(2);
    }

    /// A list that is being read, and those who must be in it.
    private static final class Roll {
        private final List<Shown> wanted;
        private final Set<String> present = new HashSet<>();
        private long strangers;
        private ByteString token = ByteString.EMPTY;

        private Roll(List<Shown> wanted) {
            this.wanted = wanted;
        }

        /// Whether that was the last page.
        private boolean read(TemporalRuns.Page page) {
            page.runs().forEach(run -> present.add(run.key().run()));
            strangers += page.strangers();
            token = page.token();
            return token.isEmpty();
        }

        private List<Shown> missing() {
            return wanted.stream().filter(run -> !present.contains(run.key().run())).toList();
        }
    }

    /// @param quiet open runs that have not moved for a while, and so are in every list by now
    /// @param open how many runs are open here
    List<Shown> missing(List<Shown> quiet, int open, Instant now) {
        var list = roll;
        roll = null;
        if (list == null) {
            if (quiet.isEmpty() || called.plus(between).isAfter(now) || open == expected()) {
                return List.of();
            }
            called = now;
            list = new Roll(quiet);
        }
        for (int page = 0; page < PAGES; page++) {
            if (list.read(temporal.open(list.token))) {
                strangers = list.strangers;
                return list.missing();
            }
        }
        roll = list;
        return List.of();
    }

    private long expected() {
        return temporal.open() - strangers;
    }
}
