package dev.lovage.client;

import dev.lovage.events.Failure;
import dev.lovage.events.RunState;

import java.util.Optional;

/// A run whose result was wanted ended otherwise than well.
public final class RunFailedException extends RuntimeException {
    private final String run;
    private final RunState state;
    private final transient Optional<Failure> error;

    RunFailedException(Run.Result ended) {
        super(sentence(ended));
        this.run = ended.id();
        this.state = ended.state();
        this.error = Optional.ofNullable(ended.error());
    }

    private static String sentence(Run.Result ended) {
        var error = ended.error();
        return "The run "
                + ended.id()
                + " is "
                + ended.state()
                + (error == null ? "" : ": " + error.code() + " " + error.message());
    }

    /// Its id.
    public String run() {
        return run;
    }

    public RunState state() {
        return state;
    }

    /// Why, where it failed.
    public Optional<Failure> error() {
        return error;
    }

    /// The code of the error, else the state: what one can rely on.
    public String code() {
        return error.map(Failure::code).orElse(state.name());
    }
}
