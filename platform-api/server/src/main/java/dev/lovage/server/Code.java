package dev.lovage.server;

/// What can be wrong with a request: the one table of codes, each with its HTTP status and title.
/// Its documentation is at `/problems/{code}`.
///
/// Three kinds only: the caller's fault (4xx), out of resources (429 and 503), ours (500).
public enum Code {
    MALFORMED(
            400,
            "The request could not be read",
            "Send what the `detail` and the `errors` ask for. A body is JSON in UTF-8, at most 1 MiB, 200 levels deep, without duplicate keys."),
    PAGE_INVALID(
            400,
            "The page does not exist",
            "A page token is good for the list and the filter it came from. Begin again without one."),
    UNAUTHENTICATED(
            401,
            "A valid bearer token is required",
            "Get a token from `POST /api/v1/sessions` and send it as `Authorization: Bearer TOKEN`. A session ends: use its refresh token before that."),
    FORBIDDEN(
            403,
            "This is not allowed to you",
            "Your roles lack the permission that is named. Who administers access can give you a role that has it."),
    NOT_FOUND(
            404,
            "There is nothing here",
            "Look at the spelling. What belongs to another tenant is answered in the same way."),
    GONE(
            410,
            "It is not kept any more",
            "Values go with their run after `lovage.runs.retention`, or when somebody has them forgotten. Run it again if they are needed."),
    METHOD_NOT_ALLOWED(
            405,
            "This method is not served here",
            "Look the call up in the description of the API."),
    NOT_ACCEPTABLE(406, "The answer cannot be given in that form", "Ask for `application/json`."),
    RUN_EXISTS(
            409, "There is such a run already", "Choose another id, or read the run that has it."),
    SCHEDULE_NOT_APPLIED(
            409,
            "Temporal does not have this schedule",
            "Look at its `status.applied`: wait while it is PENDING, mend what a FAILED one complains of, and save one that has ENDED again."),
    RUN_ENDED(409, "The run has ended", "Nothing can be steered any more. Start a new run."),
    APPROVAL_DECIDED(
            409,
            "It has been decided already",
            "An approval is decided once; the `detail` says by whom. If it was wrong, cancel the run or start another."),
    APPROVAL_OVER(
            409,
            "It waits no more",
            "Its time was over, or its run went on without it. Look at the run."),
    RUN_OPEN(
            409,
            "The run has not ended",
            "What has not ended cannot be repeated. Wait for the run, or cancel it, and ask again; for another run of the same workflow beside it, start one."),
    REBUILD_RUNS(
            409,
            "The read model is being rebuilt",
            "One rebuild runs at a time. Look how far it is with `GET /api/v1/admin/rebuild`, and ask again when it has ended."),
    PRECONDITION_FAILED(
            412,
            "It has changed since you read it",
            "Read it again, look at what has changed, and send your change with the new `ETag` in `If-Match`."),
    TOO_LARGE(
            413,
            "The request is too large",
            "A body has at most 1 MiB. Keep large things elsewhere, and send where they are."),
    ANSWER_TOO_LARGE(
            413, "The answer would be too large", "The `detail` says how to ask for its parts."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "This content type is not read here",
            "Send `application/json`; definitions may be `application/yaml`, too."),
    INVALID(
            422,
            "The request says something that cannot be",
            "Each of the `errors` has a JSON pointer to the place and says what may stand there."),
    CANVAS_INVALID(
            422,
            "The canvas has mistakes",
            "Each of the `errors` has a JSON pointer into the definition and the way out."),
    INPUT_INVALID(
            422,
            "The input does not match the schema",
            "Each of the `errors` has a JSON pointer into the input. The schema is the definition's `input`."),
    ANSWER_INVALID(
            422,
            "The answer does not match the form",
            "Each of the `errors` has a JSON pointer into the answer. The form is that of the `await` in the definition."),
    TASK_UNKNOWN(
            422,
            "No worker has announced this task",
            "Start a worker that serves the task, or use one of the names that are offered."),
    TASK_NOT_INLINE(
            422,
            "The task is not declared inline",
            "Leave `inline: true` out, or declare the task so where it is written, `@Task(inline = true)`: only its author knows that it is short and may be repeated."),
    WORKFLOW_UNKNOWN(
            422,
            "A definition calls a workflow that there is not",
            "Save the workflow that is named first, or use one of the names and revisions that there are."),
    FLOW_CYCLE(
            422,
            "A workflow leads back to itself",
            "The message names the way. Leave one of the `flow` nodes on it out; a `loop` repeats work within one run."),
    BUNDLE_TOO_LARGE(
            422,
            "The definitions that the run takes along are too large",
            "A run carries its definition and all that this calls: at most 50 of 512 KiB in all. Let the tasks read what is large."),
    IDEMPOTENCY_CONFLICT(
            422,
            "The idempotency key was used with another request",
            "The same `Idempotency-Key` must come with the same request for seven days. Use a new key for a new request."),
    NOT_YET(422, "This is not supported yet", "The message names what to do instead."),
    LIMIT_REACHED(
            422,
            "There are as many as there may be",
            "Delete what is not needed, or have the limit raised that the `detail` names."),
    RATE_LIMITED(429, "Too many requests", "Wait as long as `Retry-After` says."),
    INTERNAL(
            500,
            "Something went wrong here",
            "Nothing is wrong with your request. Repeat it with the same `Idempotency-Key`; if it stays so, name the `requestId` to whoever runs the platform."),
    UNAVAILABLE(
            503,
            "A part of the platform does not answer",
            "Nothing was changed unless the answer to a repeated request with the same `Idempotency-Key` says so. Wait as long as `Retry-After` says, and repeat it.");

    private final int status;
    private final String title;
    private final String wayOut;

    Code(int status, String title, String wayOut) {
        this.status = status;
        this.title = title;
        this.wayOut = wayOut;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// What to do about it, in Markdown.
    public String wayOut() {
        return wayOut;
    }
}
