package dev.lovage.server;

/// What can be wrong with a request: the one table of codes, each with its HTTP status and title.
/// Its documentation is at `/problems/{code}`.
///
/// Three kinds only: the caller's fault (4xx), out of resources (429 and 503), ours (500).
public enum Code {
    MALFORMED(400, "The request could not be read"),
    PAGE_INVALID(400, "The page does not exist"),
    UNAUTHENTICATED(401, "A valid bearer token is required"),
    FORBIDDEN(403, "This is not allowed to you"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not served here"),
    NOT_ACCEPTABLE(406, "The answer cannot be given in that form"),
    RUN_EXISTS(409, "There is such a run already"),
    RUN_ENDED(409, "The run has ended"),
    PRECONDITION_FAILED(412, "It has changed since you read it"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This content type is not read here"),
    INVALID(422, "The request says something that cannot be"),
    CANVAS_INVALID(422, "The canvas has mistakes"),
    INPUT_INVALID(422, "The input does not match the schema"),
    TASK_UNKNOWN(422, "No worker has announced this task"),
    IDEMPOTENCY_CONFLICT(422, "The idempotency key was used with another request"),
    NOT_YET(422, "This is not supported yet"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Something went wrong here"),
    UNAVAILABLE(503, "A part of the platform does not answer");

    private final int status;
    private final String title;

    Code(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
