package dev.lovage.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;

import dev.lovage.events.LogLine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

final class TaskAppenderTest {
    private final List<LogLine> lines = new ArrayList<>();
    private final TaskAppender appender = new TaskAppender(lines::add);
    private final Logger logger =
            ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("com.example.Anything");

    @BeforeEach
    void start() {
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.addAppender(appender);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(appender);
        MDC.clear();
    }

    private static void inAnAttempt() {
        MDC.setContextMap(
                Map.of("tenant", "acme", "run", "census~1", "path", "do.1.m.17", "attempt", "3"));
    }

    @Test
    void takesWhatAnyLoggerSaysOnTheThreadOfATask() {
        inAnAttempt();
        logger.warn("{} of {}", 1, 2);

        assertThat(lines)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line)
                            .extracting(
                                    LogLine::tenant,
                                    LogLine::run,
                                    LogLine::path,
                                    LogLine::attempt,
                                    LogLine::level,
                                    LogLine::logger,
                                    LogLine::message)
                            .containsExactly(
                                    "acme",
                                    "census~1",
                                    "do.1.m.17",
                                    3,
                                    LogLine.Level.WARN,
                                    "com.example.Anything",
                                    "1 of 2");
                });
    }

    @Test
    void leavesWhatNoTaskSays() {
        logger.warn("the worker's own");

        assertThat(lines).isEmpty();
    }

    @Test
    void keepsWhateverCharactersThereAreAndTheStackOfWhatWasThrown() {
        inAnAttempt();
        logger.info("\u001b[31mred\u001b[0m \u202Eabc\n<script>", new IllegalStateException("why"));

        assertThat(lines.getFirst().message())
                .startsWith("\u001b[31mred\u001b[0m \u202Eabc\n<script>\n")
                .contains("IllegalStateException: why")
                .contains("at dev.lovage.worker.log.TaskAppenderTest");
    }

    @Test
    void cutsALongLineBetweenCharactersAndSaysSo() {
        var fits = "é".repeat(TaskAppender.LONGEST / 2);
        assertThat(TaskAppender.cut(fits)).isSameAs(fits);

        var cut = TaskAppender.cut("🌿".repeat(300_000));
        assertThat(cut).startsWith("🌿🌿").endsWith("🌿… [cut: it had 600000 characters]");
        assertThat(cut.getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(TaskAppender.LONGEST - 100, TaskAppender.LONGEST);
    }
}
