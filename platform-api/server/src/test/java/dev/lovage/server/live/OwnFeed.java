package dev.lovage.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.events.RunEvent;
import dev.lovage.local.Stack;
import dev.lovage.server.Api;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.projection.ARun;
import dev.lovage.server.projection.OwnTopic;

import io.micrometer.core.instrument.MeterRegistry;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// An api whose feed a test listens to, with a database and topics of the test's own. Temporal
/// knows none of the runs that the test tells of, and nobody asks it.
final class OwnFeed implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    final OwnDatabase database = new OwnDatabase();
    final OwnTopic topic;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Ear> ears = new ArrayList<>();
    private final Map<String, Object> settings = new HashMap<>();
    private Api api;

    /// @param more settings of the api
    OwnFeed(Map<String, Object> more) {
        try {
            topic = new OwnTopic(3);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        settings.put("lovage.database.url", database.settings().url());
        settings.put("lovage.database.user", database.settings().user());
        settings.put("lovage.database.password", database.settings().password());
        settings.put("lovage.temporal.target", Stack.shared().temporal());
        settings.put("lovage.temporal.namespace", topic.kafka.prefix());
        settings.put("lovage.kafka.servers", topic.kafka.servers());
        settings.put("lovage.kafka.prefix", topic.kafka.prefix());
        settings.put("lovage.kafka.partitions", 3);
        settings.put("lovage.admin.password", "a password of the test's");
        settings.put("lovage.feed.token", Api.FEED_TOKEN);
        settings.put("lovage.reconciler.every", "1h");
        settings.putAll(more);
        start();
    }

    Api api() {
        return api;
    }

    /// Begins, or begins again after [Api#close].
    void start() {
        api = Api.with(settings);
        await().atMost(SOON).until(() -> api.bean(Live.class).hub().positions() != null);
    }

    /// @param since the id of an event, or empty: from now on
    Ear listen(String path, String token, String since) {
        var ear = Ear.at(http, URI.create(api.uri() + "/api/v1" + path), token, since);
        ears.add(ear);
        assertThat(ear.answer.statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> !ear.lastId.isEmpty() || !since.isEmpty());
        return ear;
    }

    static void hears(Ear ear, int events) {
        await().atMost(SOON).until(() -> ear.heard.size() >= events);
    }

    /// One after the other.
    void tell(List<RunEvent> events) {
        try {
            for (var event : events) {
                topic.tell(event);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// What happens to so many runs.
    static List<RunEvent> lives(int runs) {
        var random = new Random(17);
        return IntStream.range(0, runs)
                .boxed()
                .flatMap(n -> ARun.named("census~" + n).life(random, 5).stream())
                .toList();
    }

    /// What Kafka was told, as `run seq`.
    static List<String> lines(List<RunEvent> events) {
        return events.stream()
                .map(event ->
                        event.subject().run()
                                + " "
                                + switch (event) {
                                    case RunEvent.Started started -> started.seq();
                                    case RunEvent.Changed changed -> changed.seq();
                                    case RunEvent.Closed closed -> closed.seq();
                                    case RunEvent.Confirmed _ -> 0;
                                })
                .toList();
    }

    /// What a reader was told, as `run seq`.
    static String line(String data) {
        return data.replaceFirst(".*\"run\":\"([^\"]+)\".*\"seq\":(\\d+).*", "$1 $2");
    }

    static List<String> lines(Ear ear) {
        return ear.data().stream().map(OwnFeed::line).toList();
    }

    double gauge(String name) {
        return api.bean(MeterRegistry.class).get(name).gauge().value();
    }

    int followers() {
        return api.bean(Live.class).hub().followers();
    }

    @Override
    public void close() {
        ears.forEach(Ear::close);
        http.close();
        api.close();
        topic.close();
        database.close();
    }
}
