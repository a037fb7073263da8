package dev.lovage.chaos;

/// A way between a part of ours and a server.
enum Way {
    API_POSTGRES("api", "postgres"),
    API_TEMPORAL("api", "temporal"),
    API_KAFKA("api", "kafka"),
    WORKER_TEMPORAL("worker", "temporal"),
    WORKER_KAFKA("worker", "kafka");

    final String part;
    final String server;

    Way(String part, String server) {
        this.part = part;
        this.server = server;
    }
}
