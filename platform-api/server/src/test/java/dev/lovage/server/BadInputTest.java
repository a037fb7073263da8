package dev.lovage.server;

import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.run.FakeRunEngine;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

class BadInputTest extends BadInputContract {
    private static Api api;
    private static Map<String, String> runs;

    @BeforeAll
    static void start() {
        api = Api.withFakes();
        runs = prepare(api);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Override
    Api api() {
        return api;
    }

    @Override
    Map<String, String> runs() {
        return runs;
    }

    @Override
    List<String> kept() {
        var engine = api.bean(FakeRunEngine.class);
        var kept = new TreeSet<>(engine.launched().keySet());
        runs.values().forEach(run -> engine.told(run).forEach(told -> kept.add(told.toString())));
        for (var list : List.of("workflows", "schedules")) {
            var answer = api.call("GET", "/api/v1/" + list).as(Role.ADMIN).send();
            answer.json().path("items").forEach(item -> kept.add(item.path("name").asText()));
        }
        return List.copyOf(kept);
    }
}
