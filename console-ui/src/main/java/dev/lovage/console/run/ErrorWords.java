package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.console.look.Notice;
import dev.lovage.events.Failure;
import dev.lovage.events.RunState;

/// A failure as a sentence: what failed, where, at which attempt, and what it said.
final class ErrorWords {
    private ErrorWords() {}

    static String sentence(Failure failure) {
        var what = failure.task() == null ? text("error.step") : failure.task();
        return failure.attempt() > 1
                ? text("error.attempts", what, failure.path(), failure.attempt())
                : failure.path().isEmpty()
                        ? text("error.run")
                        : text("error.once", what, failure.path());
    }

    private static String code(Failure failure) {
        return failure.type().equals(failure.code())
                ? text("error.code", failure.code())
                : text("error.type", failure.code(), failure.type());
    }

    static Notice notice(Failure failure) {
        return new Notice(RunState.FAILED, sentence(failure))
                .more(failure.message())
                .small(code(failure));
    }
}
