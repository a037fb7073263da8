package dev.lovage.server;

import jakarta.inject.Singleton;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Our topics in Kafka, made by name and never by writing to them. Those that are there stay as
/// they are.
@Singleton
final class Topics implements Requirement {
    static final String DEPENDENCY = "kafka";

    private final Settings.Kafka settings;

    Topics(Settings.Kafka settings) {
        this.settings = settings;
    }

    @Override
    public String dependency() {
        return DEPENDENCY;
    }

    @Override
    public void meet() throws Exception {
        try (var admin = admin()) {
            for (var topic : wanted()) {
                make(admin, topic);
            }
        }
    }

    @Override
    public void probe() throws Exception {
        try (var admin = admin()) {
            admin.describeCluster().clusterId().get(1, TimeUnit.SECONDS);
        }
    }

    private List<NewTopic> wanted() {
        return List.of(
                topic("runs", settings.retention()),
                topic("attempts", Duration.ofDays(1)),
                topic("logs", Duration.ofDays(7)),
                topic("workers", Duration.ofDays(1)));
    }

    private NewTopic topic(String kind, Duration retention) {
        return new NewTopic(settings.topic(kind), settings.partitions(), settings.replication())
                .configs(
                        Map.of(
                                "retention.ms",
                                String.valueOf(retention.toMillis()),
                                "message.timestamp.type",
                                "CreateTime"));
    }

    private static void make(Admin admin, NewTopic topic) throws Exception {
        try {
            admin.createTopics(List.of(topic)).all().get(5, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private Admin admin() {
        var client = settings.client();
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return Admin.create(client);
    }
}
