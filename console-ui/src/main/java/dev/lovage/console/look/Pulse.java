package dev.lovage.console.look;

import com.vaadin.flow.component.UI;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks the api again and again while a page is open, and shows each answer in it.
public interface Pulse {
    /// Begins to ask, at once.
    ///
    /// @param ask runs outside of the page's lock, so it must not touch the page
    /// @param show runs with the page's lock
    <T> Watch watch(UI ui, Supplier<T> ask, Consumer<Answer<T>> show);

    /// The asking, until it is closed.
    interface Watch extends AutoCloseable {
        /// A watch that has ended.
        Watch NONE =
                new Watch() {
                    @Override
                    public void now() {}

                    @Override
                    public void close() {}
                };

        /// Asks at once instead of when the pause is over.
        void now();

        @Override
        void close();
    }
}
