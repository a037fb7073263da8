package dev.lovage.worker.http;

/// What a request asks for.
enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS;

    /// Whether a second one of it would do a thing twice.
    boolean repeats() {
        return this == POST || this == PATCH;
    }
}
