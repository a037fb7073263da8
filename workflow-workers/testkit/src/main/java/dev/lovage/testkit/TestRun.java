package dev.lovage.testkit;

import dev.lovage.canvas.BlobReference;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Skeleton;
import dev.lovage.events.Failure;
import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;
import dev.lovage.sdk.JavaValues;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.TerminatedFailure;
import io.temporal.failure.TimeoutFailure;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A run in a test, for AssertJ's own `assertThat`.
public final class TestRun implements AssertProvider<RunAssert> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String id;
    private final Definition definition;
    private final WorkflowStub stub;
    private final Told told;
    private final Workbench bench;
    private @Nullable Object result;
    private @Nullable RunState cutOff;

    TestRun(String id, Definition definition, WorkflowStub stub, Workbench bench) {
        this.id = id;
        this.definition = definition;
        this.stub = stub;
        this.bench = bench;
        this.told = bench.told;
    }

    /// Its id.
    public String id() {
        return id;
    }

    /// Waits for its end, and skips all time that nothing happens in.
    ///
    /// @throws AssertionError when it does not end although nothing is left to wait for
    public TestRun end() {
        try {
            var travelled = stub.getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS, Object.class);
            result = bench.blobs.whole(travelled);
        } catch (WorkflowFailedException e) {
            cutOff = cutOff(e); // else how it failed is in its last event
        } catch (TimeoutException e) {
            throw new AssertionError("The run does not end.\n" + story(), e);
        }
        if (cutOff == null) {
            told.has(id, events -> events.stream().anyMatch(Closed.class::isInstance), PATIENCE);
        }
        return this;
    }

    /// What Temporal itself did to it, of which it could tell nothing.
    private static @Nullable RunState cutOff(WorkflowFailedException e) {
        return switch (e.getCause()) {
            case TimeoutFailure _ -> RunState.TIMED_OUT;
            case TerminatedFailure _ -> RunState.TERMINATED;
            case null, default -> null;
        };
    }

    /// Waits, while time stands still, until a step has ended.
    ///
    /// @param written its path, its id, or `id[3]` for a member of a container
    public TestRun reached(String written) {
        return await(written, step -> step.state().ended());
    }

    /// Waits, while time stands still, until a step waits: for its time, or for a signal.
    public TestRun waitsAt(String written) {
        return await(
                written,
                step ->
                        step.state() == StepState.WAITING
                                || step.state() == StepState.SCHEDULED
                                || step.state().ended());
    }

    private TestRun await(String written, Predicate<StepChange> enough) {
        var path = path(written);
        var there =
                told.has(
                        id,
                        events ->
                                changes(events)
                                                .anyMatch(s ->
                                                        s.path().equals(path) && enough.test(s))
                                        || events.stream().anyMatch(Closed.class::isInstance),
                        PATIENCE);
        if (!there) {
            throw new AssertionError("The run does not come to " + written + ".\n" + story());
        }
        return this;
    }

    void signal(String name, Object argument) {
        stub.signal(name, argument);
    }

    void cancel() {
        stub.cancel();
    }

    /// Writes its history down, for a [ReplayGate].
    public TestRun record(Path file) {
        try {
            Files.writeString(file, bench.history(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// What state it is in.
    public RunState state() {
        if (cutOff != null) {
            return cutOff;
        }
        return events().isEmpty() ? RunState.QUEUED : events().getLast().status();
    }

    /// The result of a run that succeeded.
    public <T> T result(Class<T> type) {
        return JavaValues.read(result, type);
    }

    /// The same as plain JSON.
    public @Nullable Object result() {
        return result;
    }

    /// A value that an event carries, or refers to; itself when it does neither.
    @Nullable Object given(Payload value) {
        return switch (value) {
            case Payload.Inline(var json) -> json;
            case Payload.Reference kept ->
                    bench.blobs.whole(
                            new BlobReference(
                                            kept.blob(),
                                            kept.size(),
                                            kept.sha256(),
                                            kept.type(),
                                            kept.count())
                                    .json());
            case Payload.None _, Payload.Omitted _ -> value;
        };
    }

    /// Why it failed.
    public Optional<Failure> error() {
        return switch (events().isEmpty() ? null : events().getLast()) {
            case Closed closed -> Optional.ofNullable(closed.error());
            case Confirmed confirmed -> Optional.ofNullable(confirmed.error());
            case Started _, Changed _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /// Its steps by path, as they are now.
    public SequencedMap<String, StepChange> steps() {
        var steps = new LinkedHashMap<String, StepChange>();
        changes(events()).forEach(step -> steps.put(step.path(), step));
        return steps;
    }

    /// A step, if the run came to it.
    ///
    /// @param written its path, its id, or `id[3]` for a member of a container
    public Optional<StepChange> step(String written) {
        return Optional.ofNullable(steps().get(path(written)));
    }

    /// The tasks that succeeded, in the order in which they ended.
    public List<String> tasks() {
        return changes(events())
                .filter(step -> step.state() == StepState.SUCCEEDED)
                .flatMap(step ->
                        step.work() instanceof Work.Task task
                                ? Stream.of(task.name())
                                : Stream.of())
                .toList();
    }

    String path(String written) {
        var skeleton = Skeleton.of(definition);
        var path =
                skeleton.path(written)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "The workflow has no step `%s`. It has %s"
                                                .formatted(written, names(skeleton))));
        if (path.contains("*") && steps().get(path) == null) {
            throw new IllegalArgumentException(
                    "There may be many of `%s`: say which, with a path as %s"
                            .formatted(written, path.replace("*", "0")));
        }
        return path;
    }

    private static String names(Skeleton skeleton) {
        return skeleton.nodes().stream()
                .map(node ->
                        Optional.ofNullable(node.id())
                                .map(id -> id + " (" + node.path() + ")")
                                .orElse(node.path()))
                .collect(Collectors.joining(", "));
    }

    private List<RunEvent> events() {
        return told.of(id);
    }

    private static Stream<StepChange> changes(List<RunEvent> events) {
        return events.stream()
                .flatMap(event ->
                        switch (event) {
                            case Started started -> started.steps().stream();
                            case Changed changed -> changed.steps().stream();
                            case Closed _, Confirmed _ -> Stream.of();
                        });
    }

    /// What happened, for whoever reads why a test failed.
    String story() {
        return Story.of(this);
    }

    @Override
    @SuppressWarnings("deprecation") // AssertJ deprecates calls, not implementations
    public RunAssert assertThat() {
        return new RunAssert(this);
    }

    @Override
    public String toString() {
        return id + " " + state();
    }
}
