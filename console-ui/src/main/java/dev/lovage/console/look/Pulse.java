package dev.lovage.console.look;

import com.vaadin.flow.component.UI;

import java.util.function.Consumer;
import java.util.function.Function;

/// Asks the api whenever something has changed while a page is open, and shows each answer in it.
public interface Pulse {
    /// Begins to ask, at once; then at every change of the topic, at most ten times a second.
    ///
    /// @param ask runs outside of the page's lock, so it must not touch the page; is told what is
    ///   to be read
    /// @param show runs with the page's lock
    <T> Watch watch(UI ui, Topic topic, Function<News, T> ask, Consumer<Answer<T>> show);

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

        /// Asks at once, for everything.
        void now();

        @Override
        void close();
    }
}
