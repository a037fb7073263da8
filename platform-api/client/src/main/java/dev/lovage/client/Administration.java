package dev.lovage.client;

import com.fasterxml.jackson.core.type.TypeReference;

import java.util.Map;

/// What keeps the platform itself well, with the rights of whoever's token the client carries.
public final class Administration {
    private static final String REBUILD = "/admin/rebuild";

    private final Http http;

    Administration(Http http) {
        this.http = http;
    }

    /// Begins to make the read model again from what Kafka has.
    public Rebuild rebuild() {
        return http.send("POST", REBUILD, Map.of(), new TypeReference<>() {});
    }

    /// The latest rebuild.
    public Rebuild rebuilt() {
        return http.get(REBUILD, Map.of(), new TypeReference<>() {});
    }

    /// Tries those records once more that could not be read.
    public ReplayedDead replayDead() {
        return http.send("POST", "/admin/dead-events/replay", Map.of(), new TypeReference<>() {});
    }
}
