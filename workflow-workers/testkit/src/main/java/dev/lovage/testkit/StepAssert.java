package dev.lovage.testkit;

import dev.lovage.events.Payload;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;
import dev.lovage.sdk.JavaValues;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;

/// Says what a step has come to: `assertThat(run).step("charged").succeeded().attempts(3)`.
public final class StepAssert extends AbstractAssert<StepAssert, TestRun> {
    private final String written;

    StepAssert(TestRun run, String written) {
        super(run, StepAssert.class);
        this.written = written;
    }

    public StepAssert succeeded() {
        return is(StepState.SUCCEEDED);
    }

    /// Its `if` said no.
    public StepAssert wasSkipped() {
        return is(StepState.SKIPPED);
    }

    public StepAssert wasCancelled() {
        return is(StepState.CANCELLED);
    }

    /// It is in this state, which need not be an end.
    public StepAssert is(StepState state) {
        var step = step();
        if (!step.map(StepChange::state).equals(Optional.of(state))) {
            throw failure("Step `%s` should be %s.%n%s", written, state, actual.story());
        }
        return this;
    }

    /// The run never came to it.
    public StepAssert neverRan() {
        if (step().isPresent()) {
            throw failure("Step `%s` should not have run.%n%s", written, actual.story());
        }
        return this;
    }

    /// It failed, timed out or expired, with this code.
    public StepAssert failedWith(String code) {
        var error = step().map(StepChange::error);
        if (!error.map(each -> each.code().equals(code)).orElse(false)) {
            throw failure(
                    "Step `%s` should have failed with %s.%n%s", written, code, actual.story());
        }
        return this;
    }

    /// So many attempts were made.
    public StepAssert attempts(int attempts) {
        var made = step().map(StepChange::attempt).orElse(0);
        if (made != attempts) {
            throw failure(
                    "Step `%s` should have had %d attempts, not %d.%n%s",
                    written, attempts, made, actual.story());
        }
        return this;
    }

    /// Its value is this: a record, a collection, whatever has the same JSON.
    public StepAssert returned(@Nullable Object expected) {
        succeeded();
        var wanted = JavaValues.json(expected);
        var value = step().map(StepChange::value).orElse(Payload.NONE);
        var given = actual.given(value);
        if (given instanceof Payload || !Objects.equals(JavaValues.json(given), wanted)) {
            throw failure(
                    "Step `%s` should have returned%n  %s%n%s", written, wanted, actual.story());
        }
        return this;
    }

    /// Another step of the same run.
    public StepAssert step(String other) {
        return new StepAssert(actual, other);
    }

    private Optional<StepChange> step() {
        return actual.step(written);
    }
}
