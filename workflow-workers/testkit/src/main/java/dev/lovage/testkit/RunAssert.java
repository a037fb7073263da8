package dev.lovage.testkit;

import dev.lovage.events.RunState;
import dev.lovage.sdk.JavaValues;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// Says what a run has come to: `assertThat(run).succeeded().returned("shipped")`.
public final class RunAssert extends AbstractAssert<RunAssert, TestRun> {
    RunAssert(TestRun run) {
        super(run, RunAssert.class);
    }

    public RunAssert succeeded() {
        return is(RunState.SUCCEEDED);
    }

    public RunAssert wasCancelled() {
        return is(RunState.CANCELLED);
    }

    public RunAssert timedOut() {
        return is(RunState.TIMED_OUT);
    }

    /// It is in this state, which need not be an end.
    public RunAssert is(RunState state) {
        if (actual.state() != state) {
            throw failure("The run should be %s.%n%s", state, actual.story());
        }
        return this;
    }

    /// It failed with this code.
    public RunAssert failedWith(String code) {
        is(RunState.FAILED);
        if (!actual.error().map(error -> error.code().equals(code)).orElse(false)) {
            throw failure("The run should have failed with %s.%n%s", code, actual.story());
        }
        return this;
    }

    /// Its result is this: a record, a collection, whatever has the same JSON.
    public RunAssert returned(@Nullable Object expected) {
        var wanted = JavaValues.json(expected);
        var given = JavaValues.json(actual.result());
        if (!Objects.equals(given, wanted)) {
            throw failureWithActualExpected(
                    given,
                    wanted,
                    "The run should have returned%n  %s%nbut returned%n  %s%n%s",
                    wanted,
                    given,
                    actual.story());
        }
        return this;
    }

    /// Its result as this type, for more to be said about it.
    public <T> ObjectAssert<T> result(Class<T> type) {
        return Assertions.assertThat(actual.result(type));
    }

    /// The tasks that succeeded, in the order in which they ended.
    public ListAssert<String> tasks() {
        return Assertions.assertThat(actual.tasks()).as("%s", actual.story());
    }

    /// One of its steps.
    ///
    /// @param written its path, its id, or `id[3]` for a member of a container
    public StepAssert step(String written) {
        return new StepAssert(actual, written);
    }
}
