package dev.lovage.server;

import dev.lovage.local.Stack;

import java.util.HashMap;
import java.util.UUID;

/// An api of a test's own before the shared servers: own database, namespace and topics, and for
/// each dependency a door that the test can shut.
final class OwnApi implements AutoCloseable {
    static final String PASSWORD = "a password of the test's";

    final Door postgres;
    final Door temporal;
    final Api api;
    private final OwnDatabase database = new OwnDatabase();

    OwnApi() {
        var stack = Stack.shared();
        var own = "test-" + UUID.randomUUID();
        var url = database.settings().url();
        postgres = Door.to(url.replaceFirst(".*//([^/]+)/.*", "$1"));
        temporal = Door.to(stack.temporal());
        var settings = new HashMap<String, Object>();
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
        api = Api.with(settings);
        var preparation = api.bean(Preparation.class);
        for (var dependency : new String[] {"postgresql", "temporal", "kafka"}) {
            preparation
                    .when(dependency)
                    .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }
    }

    OwnDatabase database() {
        return database;
    }

    /// The token of the first administrator.
    String signIn() {
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
