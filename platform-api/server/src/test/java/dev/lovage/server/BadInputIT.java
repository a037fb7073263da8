package dev.lovage.server;

import dev.lovage.events.WorkerSeen;
import dev.lovage.events.WorkerSeen.TaskInfo;
import dev.lovage.server.task.Announcements;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class BadInputIT extends BadInputContract {
    /// What people ask for is in one of these.
    private static final String KEPT =
            """
            select run from runs
            union all select name || ' ' || revision from revisions
            union all select name from schedules
            union all select run from pauses
            union all select run || ' ' || path from decisions order by 1\
            """;

    private static OwnApi own;
    private static Map<String, String> runs;

    @BeforeAll
    @Timeout(180)
    static void start() {
        own = new OwnApi();
        var now = Instant.now();
        own.api
                .bean(Announcements.class)
                .add(
                        List.of(
                                new WorkerSeen(
                                        "default",
                                        "somebody",
                                        "1",
                                        now,
                                        now,
                                        List.of("default", "media"),
                                        List.of(task("log.write"), task("image.resize")))));
        runs = prepare(own.api);
    }

    private static TaskInfo task(String name) {
        return new TaskInfo(name, null, Map.of(), Map.of(), Map.of());
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @Override
    Api api() {
        return own.api;
    }

    @Override
    Map<String, String> runs() {
        return runs;
    }

    @Override
    List<String> kept() {
        return own.database().transaction(tx -> Sql.all(tx, KEPT, row -> row.getString(1)));
    }
}
