package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.engine.RunWorkflow.Republished;
import dev.lovage.engine.TestTasks.Task;
import dev.lovage.engine.emission.KafkaPublisher;
import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetStickyTaskQueueRequest;
import io.temporal.client.WorkflowStub;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Timeout(120)
class EmissionIT {
    private static final Task ECHO =
            arguments -> arguments.isEmpty() ? "none" : arguments.getFirst();

    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void anotherWorkerThatReplaysPublishesTheSameBytes() throws InterruptedException {
        var first = new MemoryTopic();
        var second = new MemoryTopic();
        var gate = new CountDownLatch(1);
        var arrived = new CountDownLatch(1);
        Map<String, Task> tasks =
                Map.of(
                        "echo",
                        ECHO,
                        "gate",
                        _ -> {
                            arrived.countDown();
                            return gate.await(60, TimeUnit.SECONDS);
                        });
        var engine = platform.engine(tasks, first);
        var run =
                platform.start(
                        "'do': [{'group': [{'task': 'echo'}, {'task': 'echo'}, {'value': 1}]}, {'task': 'gate', 'timeout': {'heartbeat': '2s'}}, {'task': 'echo'}]",
                        null);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        first.await(id(run), event -> !Steps.of(List.of(event), "do.1").isEmpty());

        platform.stop(engine);
        gate.countDown();
        platform.engine(tasks, second);

        assertThat(run.getResult(Object.class)).isEqualTo(true);
        second.events(id(run));
        assertThat(first.of(id(run))).isNotEmpty();
        assertThat(second.of(id(run))).containsAll(first.of(id(run)));
        assertWhatHistorySays(run, second.events(id(run)));
    }

    @Test
    void aSagaThatIsUndoneByAnotherWorkerTellsTheSame() throws InterruptedException {
        var first = new MemoryTopic();
        var second = new MemoryTopic();
        var gate = new CountDownLatch(1);
        var arrived = new CountDownLatch(1);
        Map<String, Task> tasks =
                Map.of(
                        "echo",
                        ECHO,
                        "fail",
                        _ -> {
                            throw new IllegalStateException("as asked");
                        },
                        "gate",
                        _ -> {
                            arrived.countDown();
                            return gate.await(60, TimeUnit.SECONDS);
                        });
        var engine = platform.engine(tasks, first);
        var run =
                platform.start(
                        """
                        'do': [{'try': [
                            {'task': 'echo', 'args': [1], 'undo': {'task': 'echo'}, 'onSuccess': {'wait': '1s'}},
                            {'wait': {'until': '2020-01-01T00:00:00Z'}},
                            {'task': 'echo', 'args': [2], 'undo': {'task': 'gate', 'timeout': {'heartbeat': '2s'}}},
                            {'switch': [{'when': '${prev == 2}', 'do': {'task': 'fail'}}]}],
                          'compensate': true,
                          'catch': [{'do': {'group': [{'task': 'echo', 'countdown': '1s'}, {'value': 3}]}}],
                          'finally': {'value': 4}}]
                        """,
                        null);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        first.await(id(run), event -> !Steps.of(List.of(event), "do.0.try.2.undo").isEmpty());

        platform.stop(engine);
        gate.countDown();
        platform.engine(tasks, second);

        assertThat(run.getResult(Object.class)).isEqualTo(List.of("none", 3L));
        second.events(id(run));
        assertThat(second.of(id(run))).containsAll(first.of(id(run)));
        assertWhatHistorySays(run, second.events(id(run)));
    }

    @Test
    void aClosedRunIsPublishedAgainByAQuery() throws InterruptedException {
        var again = new MemoryTopic();
        var engine = platform.engine(Map.of("echo", ECHO));
        var run =
                platform.start(
                        "'do': [{'task': 'echo'}, {'group': {'a': {'task': 'echo'}, 'b': {'value': 2}}}]",
                        1);
        run.getResult(Object.class);
        platform.topic.events(id(run));
        platform.stop(engine);
        platform.engine(Map.of(), again);

        var republished = run.query(RunWorkflow.REPUBLISH, Republished.class);

        assertThat(republished.complete()).isTrue();
        again.events(id(run));
        assertThat(again.of(id(run))).isEqualTo(platform.topic.of(id(run)));
    }

    @Test
    void aCachedRunIsPublishedAgainOnceItsStickyQueueIsReset() throws InterruptedException {
        var gate = new CountDownLatch(1);
        platform.engine(Map.of("echo", ECHO, "gate", _ -> gate.await(60, TimeUnit.SECONDS)));
        var run = platform.start("'do': [{'task': 'echo'}, {'task': 'gate'}]", null);
        platform.topic.await(id(run), event -> !Steps.of(List.of(event), "do.1").isEmpty());
        var before = platform.topic.of(id(run));

        assertThat(run.query(RunWorkflow.REPUBLISH, Republished.class).complete()).isFalse();
        platform.stubs
                .blockingStub()
                .resetStickyTaskQueue(
                        ResetStickyTaskQueueRequest.newBuilder()
                                .setNamespace(Stack.shared().namespace())
                                .setExecution(run.getExecution())
                                .build());
        assertThat(run.query(RunWorkflow.REPUBLISH, Republished.class).complete()).isTrue();

        gate.countDown();
        run.getResult(Object.class);
        platform.topic.events(id(run));
        var all = platform.topic.of(id(run));
        assertThat(all.subList(before.size(), 2 * before.size())).isEqualTo(before);
    }

    @Test
    void kafkaHoldsWhatWasPublishedAndTheSameAgainAfterARepublish()
            throws InterruptedException, ExecutionException {
        var topic = "test." + platform.queue;
        var servers = Stack.shared().kafka();
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers));
                var kafka = new KafkaPublisher(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            try {
                var engine =
                        platform.engine(
                                Map.of("echo", ECHO),
                                (_, key, event) -> kafka.publish(topic, key, event));
                var run =
                        platform.start(
                                "'do': [{'task': 'echo', 'args': ['x']}, {'value': [1, '${prev}']}]",
                                null);
                run.getResult(Object.class);
                platform.stop(engine);
                var records = read(servers, topic, id(run), 1);

                platform.engine(Map.of(), (_, key, event) -> kafka.publish(topic, key, event));
                assertThat(run.query(RunWorkflow.REPUBLISH, Republished.class).complete()).isTrue();

                var again = read(servers, topic, id(run), 2);
                assertThat(again.subList(records.size(), again.size())).isEqualTo(records);
                assertWhatHistorySays(run, records.stream().map(EventCodec::decode).toList());
            } finally {
                admin.deleteTopics(List.of(topic)).all().get();
            }
        }
    }

    /// Reads from the beginning until so many closes of the run were seen.
    private static List<CloudEvent> read(String servers, String topic, String run, int closes) {
        var events = new ArrayList<CloudEvent>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", servers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (int polls = 0; polls < 100 && closes(events) < closes; polls++) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    assertThat(record.key()).isEqualTo(run);
                    events.add(event(record));
                }
            }
        }
        assertThat(closes(events)).isEqualTo(closes);
        return events;
    }

    private static long closes(List<CloudEvent> events) {
        return events.stream().filter(event -> event.type().equals(EventCodec.CLOSED)).count();
    }

    private static CloudEvent event(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return CloudEvent.of(headers, record.value());
    }

    /// Every dispatch in the events is scheduled in the history, and every end in them has ended.
    private void assertWhatHistorySays(WorkflowStub run, List<RunEvent> events) {
        var history = platform.history(run);
        var scheduled =
                history.stream()
                        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                        .collect(
                                Collectors.toMap(
                                        HistoryEvent::getEventId,
                                        event ->
                                                event.getActivityTaskScheduledEventAttributes()
                                                        .getActivityId()));
        var answered = history.stream().flatMap(EmissionIT::answered).map(scheduled::get).toList();
        assertThat(events).isNotEmpty();
        Steps.all(events)
                .filter(step -> step.work() instanceof Work.Task)
                .filter(step -> step.state() != StepState.SCHEDULED)
                .forEach(step -> {
                    var id = ((Work.Task) step.work()).activityId();
                    assertThat(scheduled).containsValue(id);
                    if (step.state().ended()) {
                        assertThat(answered).contains(id);
                    }
                });
    }

    /// The id of the event by which an activity was scheduled that has ended by itself.
    private static Stream<Long> answered(HistoryEvent event) {
        if (event.hasActivityTaskCompletedEventAttributes()) {
            return Stream.of(event.getActivityTaskCompletedEventAttributes().getScheduledEventId());
        }
        return event.hasActivityTaskFailedEventAttributes()
                ? Stream.of(event.getActivityTaskFailedEventAttributes().getScheduledEventId())
                : Stream.of();
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }
}
