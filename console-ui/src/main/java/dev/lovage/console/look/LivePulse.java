package dev.lovage.console.look;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One virtual thread for each open page; it rests two seconds, longer when answers are slow.
@Singleton
final class LivePulse implements Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(LivePulse.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int REST_PER_WORK = 4;

    @Override
    public <T> Watch watch(UI ui, Supplier<T> ask, Consumer<Answer<T>> show) {
        var loop = new Loop<>(ui, ask, show);
        Thread.ofVirtual().name("pulse").start(loop);
        return loop;
    }

    private static final class Loop<T> implements Watch, Runnable {
        private final UI ui;
        private final Supplier<T> ask;
        private final Consumer<Answer<T>> show;
        private final Semaphore wake = new Semaphore(0);
        private volatile boolean closed;

        Loop(UI ui, Supplier<T> ask, Consumer<Answer<T>> show) {
            this.ui = ui;
            this.ask = ask;
            this.show = show;
        }

        @Override
        public void now() {
            wake.release();
        }

        @Override
        public void close() {
            closed = true;
            wake.release();
        }

        @Override
        public void run() {
            try {
                while (!closed) {
                    long begin = System.nanoTime();
                    var answer = answer();
                    var _ = ui.access(() -> deliver(answer));
                    rest(System.nanoTime() - begin);
                }
            } catch (UIDetachedException e) {
                LOG.debug("The page was closed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void deliver(Answer<T> answer) {
            if (!closed) {
                show.accept(answer);
            }
        }

        private Answer<T> answer() {
            try {
                return new Answer.Given<>(ask.get());
            } catch (RuntimeException e) {
                LOG.debug("The api gave no answer", e);
                return new Answer.Refused<>(e);
            }
        }

        private void rest(long work) throws InterruptedException {
            var _ =
                    wake.tryAcquire(
                            Math.max(PAUSE.toNanos(), work * REST_PER_WORK), TimeUnit.NANOSECONDS);
            wake.drainPermits();
        }
    }
}
