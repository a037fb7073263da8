package dev.lovage.client;

import dev.lovage.client.EventLines.Event;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The feed on one line at a time: one virtual thread reads, another watches that something comes.
final class LineFeed implements Feed {
    /// Three times what the api lets pass between two signs of life.
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final long FIRST_WAIT_MS = 200;

    private final Function<String, InputStream> open;
    private final Listener listener;
    private final Sink sink;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable InputStream line;
    private volatile long heard = System.nanoTime();
    private volatile boolean live;
    private String last;
    private int failures;

    /// @param open gives the line that begins after this id, or now when that is empty
    private LineFeed(
            Function<String, InputStream> open, String last, Listener listener, Sink sink) {
        this.open = open;
        this.last = last;
        this.listener = listener;
        this.sink = sink;
    }

    /// Takes the data of an event.
    @FunctionalInterface
    private interface Sink {
        void take(String data) throws IOException;
    }

    static LineFeed start(Function<String, InputStream> open, Listener listener) {
        return start(
                new LineFeed(
                        open,
                        "",
                        listener,
                        data -> listener.changed(Http.JSON.readValue(data, RunChange.class))));
    }

    /// Lines of a log, after that with this id.
    static LineFeed start(Function<String, InputStream> open, String after, Log.Listener listener) {
        return start(
                new LineFeed(
                        open,
                        after,
                        _ -> {},
                        data -> listener.said(Http.JSON.readValue(data, Log.class))));
    }

    private static LineFeed start(LineFeed feed) {
        Thread.ofVirtual().name("feed").start(feed::run);
        Thread.ofVirtual().name("feed-watch").start(feed::watch);
        return feed;
    }

    @Override
    public boolean live() {
        return live;
    }

    private void run() {
        while (closed.getCount() > 0) {
            var reason = "the api ended it";
            try (var bytes = open.apply(last)) {
                line = bytes;
                heard = System.nanoTime();
                read(new EventLines(bytes));
            } catch (ProblemException e) {
                reason = e.problem().title();
                refused(e);
            } catch (IOException | RuntimeException e) { // the line, or whoever listens: once more
                reason = String.valueOf(e.getMessage());
            }
            line = null;
            live = false;
            rest(reason);
        }
    }

    /// An id that the api does not know any more is of no use a second time.
    private void refused(ProblemException e) {
        if (e.problem().status() == 400 && !last.isEmpty()) {
            last = "";
            listener.gap();
        }
    }

    private void read(EventLines lines) throws IOException {
        for (var event = lines.next(); event != null; event = lines.next()) {
            heard = System.nanoTime();
            if (closed.getCount() == 0) {
                return;
            }
            take(event);
        }
    }

    private void take(Event event) throws IOException {
        if (!event.id().isEmpty()) {
            last = event.id();
        }
        switch (event.name()) {
            case "gap" -> gap(event);
            case "" -> {
                if (!event.data().isEmpty()) {
                    sink.take(event.data());
                }
                up();
            }
            default -> {} // of a later version
        }
    }

    /// Too slow is no loss: the line ends, and the next one begins where this one was.
    private void gap(Event event) throws IOException {
        if (Http.JSON.readTree(event.data()).path("reason").asText().equals("lost")) {
            listener.gap();
            up();
        }
    }

    /// Where it does not know yet from where on it is told, something may still be missed.
    private void up() {
        failures = 0;
        if (!live && !last.isEmpty()) {
            live = true;
            listener.up();
        }
    }

    private void rest(String reason) {
        if (closed.getCount() == 0) {
            return;
        }
        var longest = Math.min(FIRST_WAIT_MS << Math.min(failures++, 20), LONGEST_WAIT.toMillis());
        var wait = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
        listener.down(reason, Duration.ofMillis(wait));
        closedWithin(Duration.ofMillis(wait));
    }

    private void watch() {
        while (!closedWithin(SILENCE.dividedBy(9))) {
            if (System.nanoTime() - heard > SILENCE.toNanos()) {
                hangUp();
            }
        }
        hangUp();
    }

    private void hangUp() {
        var bytes = line;
        if (bytes != null) {
            try {
                bytes.close();
            } catch (IOException _) {
                // it is gone, which is what was wanted
            }
        }
    }

    private boolean closedWithin(Duration wait) {
        try {
            return closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            closed.countDown();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        hangUp();
    }
}
