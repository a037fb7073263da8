package dev.lovage.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.WorkerSeen;
import dev.lovage.events.WorkerSeen.TaskInfo;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What every [Catalogue] does.
abstract class CatalogueContract {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    abstract Catalogue catalogue();

    /// Makes the catalogue hear these.
    abstract void announce(WorkerSeen... seen);

    @Test
    void knowsATaskWithItsSchemasAndOptions() {
        var task =
                new TaskInfo(
                        "files.read",
                        "Reads a file",
                        Map.of("type", "object", "default", List.of(1L, 2.5, true)),
                        Map.of("type", "string"),
                        Map.of("retry", Map.of("attempts", 3L)));
        announce(worker("w1", NOW, List.of("media"), task));

        assertThat(catalogue().task("default", "files.read"))
                .contains(new Catalogue.Entry(task, List.of("media"), NOW));
        assertThat(catalogue().task("default", "files.write")).isEmpty();
        assertThat(catalogue().task("other", "files.read")).isEmpty();
    }

    @Test
    void listsTasksByName() {
        announce(worker("w1", NOW, List.of("a"), task("c.c"), task("a.a"), task("b.b")));

        assertThat(catalogue().tasks("default"))
                .extracting(entry -> entry.task().name())
                .containsExactly("a.a", "b.b", "c.c");
        assertThat(catalogue().tasks("default", Set.of("b.b", "x.x"))).containsOnlyKeys("b.b");
        assertThat(catalogue().tasks("default", Set.of())).isEmpty();
    }

    @Test
    void aTaskIsServedOnTheQueuesOfAllItsWorkers() {
        announce(
                worker("w1", NOW, List.of("media", "default"), task("a.a")),
                worker("w2", NOW, List.of("gpu"), task("a.a")),
                worker("w3", NOW, List.of("other"), task("b.b")));

        assertThat(catalogue().task("default", "a.a").orElseThrow().queues())
                .containsExactlyInAnyOrder("default", "gpu", "media");
    }

    @Test
    void theNewestWordCountsWhateverCameLast() {
        announce(worker("w1", NOW, List.of("new"), task("a.a")));
        announce(worker("w1", NOW.minusSeconds(20), List.of("old"), task("a.a")));

        assertThat(catalogue().workers("default"))
                .containsExactly(worker("w1", NOW, List.of("new"), task("a.a")));
    }

    @Test
    void aWorkerIsForgottenAfterAMinuteAndItsTasksAfterAWeek() {
        announce(
                worker("w1", NOW.minusSeconds(59), List.of("q"), task("a.a")),
                worker("w2", NOW.minusSeconds(61), List.of("q"), task("b.b")),
                worker("w3", NOW.minus(Duration.ofDays(8)), List.of("q"), task("c.c")));

        assertThat(catalogue().workers("default"))
                .extracting(WorkerSeen::worker)
                .containsExactly("w1");
        assertThat(catalogue().tasks("default"))
                .extracting(entry -> entry.task().name())
                .containsExactly("a.a", "b.b");
    }

    @Test
    void aQueueIsKnownForAWeek() {
        announce(
                worker("w1", NOW, List.of("media", "default"), task("a.a")),
                worker("w2", NOW.minus(Duration.ofDays(6)), List.of("gpu"), task("a.a")),
                worker("w3", NOW.minus(Duration.ofDays(8)), List.of("old"), task("a.a")));

        assertThat(catalogue().queues())
                .extracting(Catalogue.Queue::wire)
                .containsExactlyInAnyOrder("default", "gpu", "media");
        assertThat(new Catalogue.Queue("acme", "gpu").wire()).isEqualTo("acme/gpu");
    }

    static TaskInfo task(String name) {
        return new TaskInfo(name, null, Map.of(), Map.of(), Map.of());
    }

    static WorkerSeen worker(String worker, Instant at, List<String> queues, TaskInfo... tasks) {
        return new WorkerSeen(
                "default", worker, "1.0", NOW.minusSeconds(100), at, queues, List.of(tasks));
    }
}
