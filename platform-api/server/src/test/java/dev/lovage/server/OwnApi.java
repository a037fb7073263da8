package dev.lovage.server;

import dev.lovage.local.Door;
import dev.lovage.local.Stack;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// An api of a test's own before the shared servers: own database, namespace and topics, and for
/// each dependency a door that the test can shut.
public final class OwnApi implements AutoCloseable {
    public static final String WORKER_TOKEN = "a token that workers share with the api";
    public static final String PASSWORD = "a password of the test's";

    public final Door postgres;
    public final Door temporal;
    public final Api api;
    private final OwnDatabase database = new OwnDatabase();
    private final Map<String, Object> settings;

    public OwnApi() {
        this(Map.of());
    }

    /// @param more settings of the api
    public OwnApi(Map<String, Object> more) {
        var stack = Stack.shared();
        var own = "test-" + UUID.randomUUID();
        var url = database.settings().url();
        postgres = Door.to(url.replaceFirst(".*//([^/]+)/.*", "$1"));
        temporal = Door.to(stack.temporal());
        settings = new HashMap<>();
        settings.put(
                "lovage.database.url",
                url.replaceFirst("//[^/]+/", "//" + postgres.address() + "/"));
        settings.put("lovage.database.user", stack.postgres().user());
        settings.put("lovage.database.password", stack.postgres().password());
        settings.put("lovage.temporal.target", temporal.address());
        settings.put("lovage.temporal.namespace", own);
        settings.put("lovage.kafka.servers", stack.kafka());
        settings.put("lovage.kafka.prefix", own);
        settings.put("lovage.admin.password", PASSWORD);
        settings.put("lovage.worker.token", WORKER_TOKEN);
        settings.put("lovage.internal.port", 0);
        settings.putAll(more);
        api = prepared();
    }

    /// A second node of the same platform, which whoever asks closes.
    public Api another() {
        return prepared();
    }

    private Api prepared() {
        var node = Api.with(settings);
        var preparation = node.bean(Preparation.class);
        for (var dependency : new String[] {"postgresql", "temporal", "kafka"}) {
            preparation
                    .when(dependency)
                    .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }
        return node;
    }

    public OwnDatabase database() {
        return database;
    }

    /// The token of the first administrator.
    public String signIn() {
        var body = "{\"name\": \"admin\", \"password\": \"" + PASSWORD + "\"}";
        var session = api.call("POST", "/api/v1/sessions").json(body).send();
        return session.json().path("accessToken").asText();
    }

    @Override
    public void close() {
        api.close();
        postgres.close();
        temporal.close();
        database.close();
    }
}
