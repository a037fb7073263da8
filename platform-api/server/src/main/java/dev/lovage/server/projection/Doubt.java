package dev.lovage.server.projection;

import dev.lovage.server.run.RunKey;

import java.util.Comparator;
import java.util.Locale;

/// Something about a run that its events do not settle: the reconciler asks Temporal.
record Doubt(RunKey run, Reason reason) {
    /// The order in which rows are locked.
    static final Comparator<Doubt> ORDER =
            Comparator.comparing(Doubt::run, Fold.ORDER).thenComparing(Doubt::reason);

    /// What is doubted.
    enum Reason {
        /// An execution tells of itself that is neither the one shown nor its continuation.
        EXECUTION,
        /// Transitions are missing between what was told before and what was told now.
        GAP,
        /// Values were too large to be told.
        VALUES;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
