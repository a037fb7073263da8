package dev.lovage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.RunInput;
import dev.lovage.engine.EngineOptions.Versioning;
import dev.lovage.engine.task.FakeBlobs;
import dev.lovage.engine.task.HeaderInterceptor;
import dev.lovage.engine.task.TaskActivity;
import dev.lovage.events.Payload;
import dev.lovage.local.Stack;
import dev.lovage.sdk.Task;
import dev.lovage.sdk.Tasks;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/// Values of several megabytes go from task to task, and the tasks do not know how.
@Timeout(60)
class ReferencesIT {
    private static final int ROWS = 600_000;
    private static final String WAY =
            """
            'do': [{'id': 'big', 'task': 'rows', 'with': {'n': 600000}},
                   {'id': 'sum', 'task': 'sum', 'with': {'rows': '${steps.big}'}},
                   {'value': {'rows': '${steps.big}', 'count': '${steps.big.count}', 'sum': '${steps.sum}'}}]\
            """;

    private final FakeBlobs store = new FakeBlobs();
    private final TestPlatform platform =
            new TestPlatform(Stack.shared().temporal(), Stack.shared().namespace());

    /// Tasks as anybody would write them.
    public static final class Rows {
        @Task("rows")
        public List<Long> rows(int n) {
            return LongStream.range(1_000_000, 1_000_000 + n).boxed().toList();
        }

        @Task("sum")
        public long sum(List<Long> rows) {
            return rows.stream().mapToLong(row -> row - 1_000_000).sum();
        }

        @Task("all")
        public int all(List<List<Long>> parts) {
            return parts.stream().mapToInt(List::size).sum();
        }
    }

    @BeforeEach
    void serve() {
        var activity = new TaskActivity(Tasks.of(new Rows()), (_, _) -> {}).keepingIn(store);
        platform.engine(
                new EngineOptions.Tasks(activity, List.of(new HeaderInterceptor()), 10),
                platform.topic,
                new Versioning.None());
    }

    @AfterEach
    void end() {
        platform.close();
    }

    @Test
    void aLargeResultIsPassedOnAndOnlyAReferenceTravels() throws InterruptedException {
        var run = platform.start(WAY, null);

        var result = (Map<?, ?>) run.getResult(Map.class);
        assertThat(result.get("count")).isEqualTo((long) ROWS);
        assertThat(result.get("sum")).isEqualTo((long) ROWS * (ROWS - 1) / 2);
        var reference = BlobReference.of(result.get("rows")).orElseThrow();
        assertThat(reference.size()).isGreaterThan(4_800_000);
        assertThat(reference.run()).isEqualTo(id(run));

        var bytes = platform.history(run).stream().mapToInt(e -> e.getSerializedSize()).sum();
        assertThat(bytes).as("bytes of history").isLessThan(12_000);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0").getLast().value())
                .isEqualTo(
                        new Payload.Reference(
                                reference.blob(),
                                reference.size(),
                                reference.sha256(),
                                reference.type(),
                                reference.count()));
        assertThat(store.kept()).isEqualTo(1);
    }

    @Test
    void inlineTasksKeepAndGetThemToo() {
        var run = platform.start(WAY, null, Set.of("rows", "sum"));

        assertThat(((Map<?, ?>) run.getResult(Map.class)).get("sum"))
                .isEqualTo((long) ROWS * (ROWS - 1) / 2);
    }

    @Test
    void aListOfReferencesIsWholeWhereItIsAnArgument() {
        var run =
                platform.start(
                        """
                        'do': [{'group': [{'task': 'rows', 'with': {'n': 50000}}, {'task': 'rows', 'with': {'n': 60000}}]},
                               {'task': 'all'}]\
                        """,
                        null);

        assertThat(run.getResult(Object.class)).isEqualTo(110_000L);
    }

    @Test
    void whoLooksIntoAReferenceIsToldTheWayOut() {
        var run =
                platform.start(
                        "'do': [{'task': 'rows', 'with': {'n': 50000}}, {'map': '${prev}', 'do': {'value': 1}}]",
                        null);

        var failure =
                catchThrowableOfType(
                        WorkflowFailedException.class, () -> run.getResult(Object.class));
        assertThat(failure.getCause())
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        e -> assertThat(e.getType()).isEqualTo("VALUE_BY_REFERENCE"))
                .hasMessageContaining("in parts");
    }

    @Test
    void aStoreThatIsAwayForAMomentCostsNoAttempt() throws InterruptedException {
        store.awayFor(2);
        var run = platform.start(WAY, null);

        assertThat(((Map<?, ?>) run.getResult(Map.class)).get("count")).isEqualTo((long) ROWS);
        assertThat(Steps.of(platform.topic.events(id(run)), "do.0").getLast().attempt())
                .isEqualTo(1);
    }

    @Test
    void aRunThatGoesOnInNewHistoriesTakesReferencesAlong() {
        var input =
                TestPlatform.input(
                        """
                        'do': [{'id': 'big', 'task': 'rows', 'with': {'n': 50000}},
                               {'loop': {'while': '${turn.index < 30}', 'max': 100, 'as': 'turn', 'do': {'task': 'sum', 'with': {'rows': [1000001]}}}},
                               {'task': 'sum', 'with': {'rows': '${steps.big}'}}]\
                        """
                                .replace("\n", " "),
                        null);
        var frozen = input.frozen();
        var brief = new RunInput.Frozen(frozen.tasks(), frozen.tags(), null, frozen.origin(), 60);
        var run =
                platform.start(
                        new RunInput(
                                input.v(),
                                input.engine(),
                                input.bundle(),
                                null,
                                brief,
                                input.tenant(),
                                input.accepted(),
                                input.resume()));

        assertThat(run.getResult(Object.class)).isEqualTo(50_000L * 49_999 / 2);
        assertThat(store.kept()).isEqualTo(1);
    }

    @Test
    void aForeignWorkerGetsTheReferenceAndFetchesTheValueByIt() throws Exception {
        var queue = "foreign-" + UUID.randomUUID();
        var foreign = WorkerFactory.newInstance(platform.client);
        var worker = foreign.newWorker(queue);
        worker.registerActivitiesImplementations(
                new TestTasks(Map.of("look", arguments -> arguments.getFirst())));
        foreign.start();
        try {
            var run =
                    platform.start(
                            "'do': [{'task': 'rows', 'with': {'n': 50000}}, {'task': 'look', 'queue': '%s'}]"
                                    .formatted(queue),
                            null);

            var given = (Map<?, ?>) run.getResult(Object.class);
            assertThat(given.keySet())
                    .isEqualTo(Set.of("$blob", "size", "sha256", "type", "count"));
            assertThat(given.get("$blob")).isEqualTo("1700000000000/" + id(run));
            var value = store.get("default", BlobReference.of(given).orElseThrow());
            assertThat(value).hasSize(((Long) given.get("size")).intValue());
        } finally {
            foreign.shutdownNow();
        }
    }

    @Test
    void aClosedRunTellsTheValuesThatWereTooLargeForEvents() {
        var text = "x".repeat(20_000);
        var run =
                platform.start(
                        """
                        'do': [{'id': 'made', 'group': [{'value': '%s'}, {'value': 1}]}, {'value': 2}]\
                        """
                                .formatted(text),
                        null);
        assertThat(run.getResult(Object.class)).isEqualTo(2L);

        var values = run.query(RunWorkflow.VALUES, Map.class, List.of("do.0", "do.0.g.0", "do.9"));

        assertThat((Map<?, ?>) values)
                .isEqualTo(Map.of("do.0", List.of(text, 1L), "do.0.g.0", text));
    }

    private static String id(WorkflowStub run) {
        return run.getExecution().getWorkflowId();
    }
}
