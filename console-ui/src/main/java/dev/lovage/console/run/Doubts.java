package dev.lovage.console.run;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;

import dev.lovage.client.Run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks why a run is not simply running while its page is open: at once, and ever more seldom as
/// long as nothing changes. Every answer costs a look at Temporal, so there are few.
final class Doubts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doubts.class);
    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final UI ui;
    private final Supplier<Run.Why> ask;
    private final Consumer<Run.Why> show;
    private Duration pause = Duration.ZERO;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean closed;

    /// @param ask runs outside of the page's lock
    /// @param show runs with it
    Doubts(UI ui, Supplier<Run.Why> ask, Consumer<Run.Why> show) {
        this.ui = ui;
        this.ask = ask;
        this.show = show;
    }

    /// The run changed, or is looked at for the first time; told with the page's lock.
    void stir() {
        if (turn.get() == 0 || pause.compareTo(FIRST) > 0) {
            pause = turn.get() == 0 ? Duration.ZERO : FIRST;
            later();
        }
    }

    /// What was to be asked before is not asked any more.
    private void later() {
        int mine = turn.incrementAndGet();
        var after =
                CompletableFuture.delayedExecutor(
                        pause.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread);
        after.execute(() -> once(mine));
    }

    private void once(int mine) {
        if (closed || mine != turn.get()) {
            return;
        }
        try {
            var why = ask.get();
            var _ = ui.access(() -> told(why, mine));
        } catch (UIDetachedException e) {
            LOG.debug("The page was closed", e);
        } catch (RuntimeException e) {
            LOG.debug("The api does not say why", e);
            again(mine);
        }
    }

    private void told(Run.Why why, int mine) {
        if (closed || mine != turn.get()) {
            return;
        }
        show.accept(why);
        if (why.kind() != Run.Why.Kind.ENDED) {
            next();
        }
    }

    private void again(int mine) {
        try {
            var _ =
                    ui.access(() -> {
                        if (!closed && mine == turn.get()) {
                            next();
                        }
                    });
        } catch (UIDetachedException e) {
            LOG.debug("The page was closed", e);
        }
    }

    private void next() {
        var twice = pause.multipliedBy(2);
        pause = twice.isZero() ? FIRST : twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        later();
    }

    @Override
    public void close() {
        closed = true;
    }
}
