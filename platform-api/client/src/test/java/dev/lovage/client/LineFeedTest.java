package dev.lovage.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class LineFeedTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<InputStream> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Feed feed = LineFeed.start(this::open, new Notes());

    private InputStream open(String since) {
        asked.add(since);
        try {
            return lines.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Notes implements Feed.Listener {
        @Override
        public void changed(RunChange change) {
            told.add(change.run() + " " + change.state() + " " + change.seq());
        }

        @Override
        public void gap() {
            told.add("gap");
        }

        @Override
        public void up() {
            told.add("up");
        }

        @Override
        public void down(String reason, Duration wait) {
            told.add(wait.compareTo(Duration.ofSeconds(15)) <= 0 ? "down" : "too long");
        }
    }

    @AfterEach
    void close() {
        feed.close();
        lines.add(InputStream.nullInputStream());
    }

    private static String event(String id, String run, RunState state) {
        return "id: %s\ndata: {\"run\":\"%s\",\"workflow\":\"w\",\"state\":\"%s\",\"epoch\":1,\"seq\":2}\n\n"
                .formatted(id, run, state);
    }

    private static InputStream line(String... events) {
        return new ByteArrayInputStream(String.join("", events).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> told(int count) throws InterruptedException {
        var heard = new ArrayList<String>();
        while (heard.size() < count) {
            heard.add(String.valueOf(told.poll(10, TimeUnit.SECONDS)));
        }
        return heard;
    }

    @Test
    void comesBackToWhereItWas() throws Exception {
        lines.add(line(": lovage\n\n", "id: A\n\n", event("B", "one", RunState.RUNNING)));
        lines.add(line(": lovage\n\n", event("C", "two", RunState.FAILED)));

        assertThat(told(6))
                .containsExactly("up", "one RUNNING 2", "down", "up", "two FAILED 2", "down");
        assertThat(asked).startsWith("", "B");
    }

    @Test
    void isNotUpBeforeItKnowsFromWhereOnItIsTold() throws Exception {
        lines.add(line(": lovage\n\n", ": still here\n\n"));

        assertThat(told(1)).containsExactly("down");
        assertThat(feed.live()).isFalse();
    }

    @Test
    void saysWhenSomethingWasMissedForGood() throws Exception {
        lines.add(line("id: B\nevent: gap\ndata: {\"reason\": \"lost\"}\n\n"));

        assertThat(told(3)).containsExactly("gap", "up", "down");
    }

    @Test
    void havingBeenTooSlowIsNoLoss() throws Exception {
        lines.add(
                line(
                        event("B", "one", RunState.RUNNING),
                        "event: gap\ndata: {\"reason\": \"slow\"}\n\n"));
        lines.add(line(event("C", "two", RunState.RUNNING)));

        assertThat(told(4)).doesNotContain("gap");
        assertThat(asked).startsWith("", "B");
    }

    @Test
    void aBrokenEventBreaksTheLineAndNotTheFeed() throws Exception {
        lines.add(line("id: A\n\n", "id: B\ndata: {broken\n\n"));
        lines.add(line(event("C", "two", RunState.RUNNING)));

        assertThat(told(4)).containsExactly("up", "down", "two RUNNING 2", "up");
    }

    @Test
    void hangsUpWhenItIsClosed() throws Exception {
        var far = new PipedOutputStream();
        var near = new PipedInputStream(far);
        lines.add(near);
        far.write("id: A\n\n".getBytes(StandardCharsets.UTF_8));
        far.flush();
        assertThat(told(1)).containsExactly("up");
        assertThat(feed.live()).isTrue();

        feed.close();

        assertThatThrownBy(
                        () -> {
                            for (int n = 0; n < 10_000; n++) {
                                write(far);
                            }
                        })
                .hasMessageContaining("closed");
    }

    private static void write(PipedOutputStream far) {
        try {
            far.write('x');
            far.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
