package dev.lovage.server.projection;

import dev.lovage.server.Settings;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks Kafka which topic bears a name now: one that is deleted and made again is another.
public final class TopicIds implements AutoCloseable {
    private final Settings.Kafka kafka;
    private final Duration patience;
    private @Nullable Admin admin;

    /// @param patience with one answer
    public TopicIds(Settings.Kafka kafka, Duration patience) {
        this.kafka = kafka;
        this.patience = patience;
    }

    /// The one that bears it now.
    ///
    /// @throws KafkaException when there is none, or Kafka does not answer
    public Topic of(String name) {
        var answers = admin().describeTopics(List.of(name)).topicNameValues();
        var asked = Objects.requireNonNull(answers.get(name));
        try {
            var id = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS).topicId();
            return new Topic(name, id.equals(Uuid.ZERO_UUID) ? null : id.toString());
        } catch (ExecutionException e) {
            throw new KafkaException("Which topic is " + name + "? " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new KafkaException("Kafka does not say which topic " + name + " is", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private synchronized Admin admin() {
        var known = admin;
        if (known == null) {
            known = Admin.create(kafka.client());
            admin = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        var known = admin;
        if (known != null) {
            known.close(Duration.ofSeconds(1));
        }
    }
}
