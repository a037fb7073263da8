package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Follows what changes until it is closed, and comes back by itself, where it was, whenever the
/// line breaks.
public interface Feed extends AutoCloseable {
    /// Whether it hears the api now.
    boolean live();

    @Override
    void close();

    /// Which runs to follow; an absent part holds nothing back.
    ///
    /// @param steps whether to be told which steps changed
    record Filter(@Nullable String workflow, @Nullable String tag, boolean steps) {
        public static final Filter ALL = new Filter(null, null, false);

        /// Every run, and which of its steps.
        public static final Filter STEPS = new Filter(null, null, true);
    }

    /// Is told, by one thread of the feed's own, in order. Who takes long here is left behind by
    /// the api, and comes back to what it missed.
    interface Listener {
        void changed(RunChange change);

        /// Something was missed for good: whatever is known is to be read again.
        default void gap() {}

        /// The line is there, and everything from now on will be told.
        default void up() {}

        /// The line is broken, for the given reason; it is tried again after `wait`.
        default void down(String reason, Duration wait) {}
    }
}
