package dev.lovage.canvas.celery;

/// Where a canvas of Celery's does something else here, and what: the whole list, as people read it
/// in `CELERY.md`.
///
/// What Celery leaves hanging, or ends without an error, is not on it: every run ends here, and no
/// error is lost.
public enum Difference {
    ERRBACK_ARGUMENT(
            "A callback on failure that is not immutable gets the error before its own arguments: `{code, type, message, task, path, attempt, retryable, details}`. It is neither the id of a task nor request, exception and traceback."),
    IGNORE("`Ignore` and `Reject` are failures of these types: every run ends."),
    STATES("`update_state` changes no state: a task says how far it is with its progress."),
    TASK_ID(
            "A `task_id` does not name the run: it becomes the run's tag `celery-id:..`, by which the run is found."),
    PRIORITY(
            "A task sees the priority it was sent with, 1 (first) to 5, not the one from 0 to 9 that was written."),
    STAMPS("A stamp becomes the tag `name:value` of the run; tasks do not see it."),
    LIMITS(
            "A soft time limit ends in `TIMEOUT_SOFT`, a hard one in `TIMEOUT_ATTEMPT`, an expiry in `EXPIRED`."),
    UNSERIALIZABLE("A result that is no JSON fails with the type that the worker's language has."),
    EMPTY_CHAIN("An empty chain is a run that ends at once with `null`."),
    REFUSED_AT_ONCE(
            "What raises in `apply_async` is answered with 422 and the place of the mistake."),
    UNTYPED_CHAIN("`celery.chain` without a `subtask_type` is a chain."),
    REPLACED(
            "A task answers with what is to run in its place. The callbacks of that run once; Celery runs them twice where nothing follows."),
    ADD_TO_CHORD("A group does not grow while it runs: `add_to_chord` has no meaning.");

    private final String sentence;

    Difference(String sentence) {
        this.sentence = sentence;
    }

    /// For people.
    public String sentence() {
        return sentence;
    }
}
