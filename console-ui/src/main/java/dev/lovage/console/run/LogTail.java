package dev.lovage.console.run;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;

import dev.lovage.client.Feed;
import dev.lovage.client.Log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/// Takes lines from the api to one browser, a few times a second; the api waits for a browser that
/// is slower than the lines.
final class LogTail implements AutoCloseable {
    private static final int WAITING = 1_000;
    private static final Duration PACE = Duration.ofMillis(200);

    private final UI ui;
    private final Consumer<List<Log>> show;
    private final BlockingQueue<Log> lines = new LinkedBlockingQueue<>(WAITING);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Feed feed;

    /// @param source begins to tell lines
    LogTail(UI ui, Function<Log.Listener, Feed> source, Consumer<List<Log>> show) {
        this.ui = ui;
        this.show = show;
        feed = source.apply(this::said);
        Thread.ofVirtual().name("log-tail").start(this::run);
    }

    private void said(Log line) {
        try {
            boolean taken = false;
            while (!taken && closed.getCount() > 0) {
                taken = lines.offer(line, PACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException _) {
            closed.countDown();
        }
    }

    private void run() {
        try {
            while (!closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                var some = new ArrayList<Log>();
                lines.drainTo(some);
                if (!some.isEmpty()) {
                    var _ = ui.access(() -> show.accept(some));
                }
            }
        } catch (InterruptedException | UIDetachedException _) {
            close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        feed.close();
    }
}
