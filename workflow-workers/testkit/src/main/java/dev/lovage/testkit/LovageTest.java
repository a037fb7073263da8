package dev.lovage.testkit;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.Signals;
import dev.lovage.sdk.JavaValues;
import dev.lovage.sdk.TaskFunction;
import dev.lovage.sdk.Tasks;
import dev.lovage.sdk.flow.Step;
import dev.lovage.sdk.flow.TaskToCall;
import dev.lovage.sdk.flow.Workflow;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Runs workflows in a test: with real tasks or fakes, and with days in milliseconds.
///
/// ```java
/// @RegisterExtension
/// static final LovageTest lovage =
///         LovageTest.with(new Orders()).faking("card.charge", charge -> Map.of("id", "c-1"));
///
/// @Test
/// void tellsTheCustomer() {
///     assertThat(lovage.run(ORDER, new Order("A-1"))).succeeded().returned("shipped");
/// }
/// ```
///
/// Static, it serves all tests of the class, which is faster; else each test has its own.
public final class LovageTest
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private final Served served;
    private final Runs runs;
    private @Nullable Workbench bench;
    private boolean inTest;
    private boolean forAll;

    private LovageTest(Served served) {
        this.served = served;
        this.runs = new Runs(served);
    }

    /// Tests with the tasks of these objects.
    public static LovageTest with(Object... tasks) {
        return new LovageTest(new Served(Tasks.of(tasks)));
    }

    /// A function in the place of a task: for all tests where the extension is made, and inside a
    /// test for that one.
    public LovageTest faking(String task, TaskFunction fake) {
        if (inTest) {
            served.forOneTest(task, fake);
        } else {
            served.always(task, fake);
        }
        return this;
    }

    /// A function in the place of a task: `faking(task(Orders::charge), ..)`.
    public LovageTest faking(TaskToCall<?> task, TaskFunction fake) {
        return faking(task.name(), fake);
    }

    /// Definitions that the runs of others may start.
    public LovageTest knowing(Definition... definitions) {
        runs.know(definitions);
        return this;
    }

    /// A definition from a file among the resources of the test or of what it tests.
    ///
    /// @param resource such as `lovage/order-fulfilment.yaml`
    public static Definition definition(String resource) {
        var loader = Thread.currentThread().getContextClassLoader();
        try (var yaml = loader.getResourceAsStream(resource)) {
            if (yaml == null) {
                throw new IllegalArgumentException("No resource " + resource);
            }
            return CanvasReader.definition(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs it to its end, and skips all time that nothing happens in.
    ///
    /// @param input a record, a map, whatever has a JSON form; defaults are filled in
    public TestRun run(Definition definition, @Nullable Object input) {
        return start(definition, input).end();
    }

    public TestRun run(Workflow<?> workflow, @Nullable Object input) {
        return run(workflow.definition(), input);
    }

    public TestRun run(Canvas canvas, @Nullable Object input) {
        return run(adhoc(canvas), input);
    }

    public TestRun run(Step<?> step, @Nullable Object input) {
        return run(step.canvas(), input);
    }

    /// Starts it. Time stands still until [TestRun#end] or [#sleep].
    public TestRun start(Definition definition, @Nullable Object input) {
        return runs.start(bench(), definition, input);
    }

    public TestRun start(Workflow<?> workflow, @Nullable Object input) {
        return start(workflow.definition(), input);
    }

    /// Gives a value to the step that awaits it, or to one that will.
    public void signal(TestRun run, String name, @Nullable Object value) {
        var id = UUID.randomUUID().toString();
        run.signal(
                Signals.SIGNAL,
                new Signals.Signal(id, name, null, JavaValues.json(value), null, "test"));
    }

    /// Lets the step fail that awaits something, or that will.
    public void refuse(TestRun run, String name, String code, String message) {
        var id = UUID.randomUUID().toString();
        var fault = new Signals.Fault(code, message);
        run.signal(Signals.SIGNAL, new Signals.Signal(id, name, null, null, fault, "test"));
    }

    /// Cancels a run, as a person would.
    public void cancel(TestRun run) {
        run.cancel();
    }

    /// Lets time pass: here, or in a fake that takes its time.
    public void sleep(Duration time) {
        bench().sleep(time);
    }

    /// What time it is for the runs.
    public Instant now() {
        return bench().now();
    }

    private static Definition adhoc(Canvas canvas) {
        return CanvasReader.adhoc(CanvasWriter.tree(canvas));
    }

    private Workbench bench() {
        if (bench == null) {
            throw new IllegalStateException(
                    "Runs are there inside tests only; is it annotated with @RegisterExtension?");
        }
        return bench;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forAll = true;
        bench = new Workbench(served);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        inTest = true;
        if (bench == null) {
            bench = new Workbench(served);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        inTest = false;
        served.forget();
        if (!forAll) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    private void close() {
        if (bench != null) {
            bench.close();
            bench = null;
        }
    }
}
