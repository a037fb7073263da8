package dev.lovage.console.live;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;

import dev.lovage.console.live.Tally.Cause;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.News;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Topic;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/// One virtual thread for each open page, which sleeps until the board tells it of something.
@Singleton
final class LivePulse implements Pulse {
    private static final Logger LOG = LoggerFactory.getLogger(LivePulse.class);

    /// Between looks when nobody tells, and when everybody would.
    private static final Duration BLIND = Duration.ofSeconds(2);

    private static final Duration NET = Duration.ofSeconds(30);

    /// The same where others may have saved something.
    private static final Duration SUMS_NET = Duration.ofSeconds(10);

    /// Between two looks at what is summed up, however many runs change: it costs more than a row.
    private static final Duration SUMS_REST = Duration.ofSeconds(2);

    private final Board board;
    private final Tally tally;

    LivePulse(Board board, Tally tally) {
        this.board = board;
        this.tally = tally;
    }

    @Override
    public <T> Watch watch(UI ui, Topic topic, Function<News, T> ask, Consumer<Answer<T>> show) {
        var loop = new Loop<>(ui, topic, ask, show, pace(ui));
        board.add(topic, loop.desk);
        Thread.ofVirtual().name("pulse").start(loop);
        return loop;
    }

    private static Pace pace(UI ui) {
        var pace = ComponentUtil.getData(ui, Pace.class);
        if (pace == null) {
            pace = new Pace(System::nanoTime);
            ComponentUtil.setData(ui, Pace.class, pace);
        }
        return pace;
    }

    private final class Loop<T> implements Watch, Runnable {
        private final UI ui;
        private final Topic topic;
        private final Function<News, T> ask;
        private final Consumer<Answer<T>> show;
        private final Pace pace;
        private final Desk desk = new Desk();
        private volatile boolean closed;

        Loop(UI ui, Topic topic, Function<News, T> ask, Consumer<Answer<T>> show, Pace pace) {
            this.ui = ui;
            this.topic = topic;
            this.ask = ask;
            this.show = show;
            this.pace = pace;
        }

        @Override
        public void now() {
            desk.now();
        }

        @Override
        public void close() {
            closed = true;
            board.remove(desk);
            desk.leave();
        }

        @Override
        public void run() {
            boolean blind = false;
            boolean sums = topic.half();
            var net = sums ? SUMS_NET : NET;
            try {
                while (!closed) {
                    var told = !(topic instanceof Topic.Nothing) && board.live() && !blind;
                    var errand = told ? desk.take(net, Cause.NET) : desk.take(BLIND, Cause.POLL);
                    if (closed) {
                        return;
                    }
                    Thread.sleep(pace.turn());
                    tally.add(errand.cause());
                    long begin = System.nanoTime();
                    var answer = answer(blind ? News.everything() : errand.news());
                    blind = answer instanceof Answer.Refused;
                    var _ = ui.access(() -> deliver(answer));
                    // slow answers are not asked for all the time
                    Thread.sleep(Duration.ofNanos(System.nanoTime() - begin));
                    desk.rest(sums ? SUMS_REST : Duration.ZERO);
                }
            } catch (UIDetachedException e) {
                LOG.debug("The page was closed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                board.remove(desk);
            }
        }

        private void deliver(Answer<T> answer) {
            if (!closed) {
                show.accept(answer);
            }
        }

        private Answer<T> answer(News news) {
            try {
                return new Answer.Given<>(ask.apply(news));
            } catch (RuntimeException e) {
                LOG.debug("The api gave no answer", e);
                return new Answer.Refused<>(e);
            }
        }
    }
}
