package dev.lovage.worker.log;

import ch.qos.logback.classic.LoggerContext;

import dev.lovage.links.KafkaLink;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;

import jakarta.inject.Singleton;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Takes what tasks log to the topic `{prefix}.logs`, from its making until it is closed.
@Singleton
public final class TaskLogs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskLogs.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Map<String, Object> client;
    private final String topic;
    private final LogQueue queue = new LogQueue(System::nanoTime);
    private final TaskAppender appender = new TaskAppender(queue::offer);
    private final Thread courier =
            Thread.ofPlatform().name("task-logs").daemon().unstarted(this::run);
    private final CountDownLatch closing = new CountDownLatch(1);

    TaskLogs(
            @Value("${lovage.kafka.servers:`127.0.0.1:9092`}") String servers,
            @Value("${lovage.kafka.prefix:lovage}") String prefix,
            KafkaLink link,
            MeterRegistry meters) {
        this.client = link.to(servers);
        this.topic = prefix + ".logs";
        FunctionCounter.builder("lovage.log.lines.lost", queue, LogQueue::lostInAll)
                .description("Lines of tasks that did not reach Kafka")
                .register(meters);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            appender.setContext(logback);
            appender.setName("tasks");
            appender.start();
            logback.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
            courier.start();
        } else {
            LOG.warn("What tasks log stays in this process: it is not Logback that logs");
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (var producer = new LogProducer(client, topic, queue::lost)) {
                carry(producer);
            } catch (KafkaException e) { // such as a name that nobody resolves yet
                LOG.debug("What tasks log waits", e);
                if (closedWithin(PAUSE)) {
                    return;
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void carry(LogProducer producer) throws InterruptedException {
        while (closing.getCount() > 0) {
            queue.take(PATIENCE).forEach(producer::send);
        }
        for (var left = queue.last(); !left.isEmpty(); left = queue.last()) {
            left.forEach(producer::send);
        }
    }

    private boolean closedWithin(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    /// Sends what is left; for when no task runs any more.
    @Override
    public void close() {
        closing.countDown();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        }
        appender.stop();
        try {
            if (courier.isAlive() && !courier.join(FAREWELL)) {
                courier.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
