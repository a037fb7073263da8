package dev.lovage.chaos;

import dev.lovage.local.Door.Direction;
import dev.lovage.local.Door.State;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What happens to a platform, and how it ends.
enum Fault {
    WORKER_KILLED("kill -9 of a worker in the middle of its tasks", Stroke.kill("worker")),
    WORKER_PAUSED(
            "a worker stands still past its heartbeats, and goes on",
            Stroke.pause("worker", Duration.ofSeconds(40))),
    WORKER_STOPPED("SIGTERM to a worker", Stroke.stop("worker")),
    WORKERS_KILLED("kill -9 of all workers at once", Stroke.toWorkers(Stroke::kill)),
    WORKERS_PAUSED(
            "all workers stand still past their heartbeats, and go on",
            Stroke.toWorkers(worker -> Stroke.pause(worker, Duration.ofSeconds(40)))),
    WORKER_DIES_AFTER_EFFECT(
            "a worker dies when a task has done its work, before Temporal knows",
            Stroke.failpoint("worker", "task.done")),
    WORKER_DIES_BEFORE_ACCEPTANCE(
            "a worker dies before it answers a workflow task",
            Stroke.failpoint("worker", "emission.before-acceptance")),
    WORKER_DIES_BEFORE_TELLING(
            "a worker dies when Temporal has accepted a workflow task, before Kafka is told",
            Stroke.failpoint("worker", "emission.before-ack")),
    WORKER_ANSWERS_LOST(
            "what Temporal answers the workers is lost",
            Stroke.turn(
                    Way.WORKER_TEMPORAL,
                    new State.OneWay(Direction.CALLER),
                    Duration.ofSeconds(10))),
    WORKER_WITHOUT_TEMPORAL(
            "nothing passes between workers and Temporal",
            Stroke.turn(Way.WORKER_TEMPORAL, State.SILENT, Duration.ofSeconds(30))),
    WORKER_WITHOUT_KAFKA(
            "nothing passes between workers and Kafka",
            Stroke.turn(Way.WORKER_KAFKA, State.SILENT, Duration.ofSeconds(40))),
    WORKER_CUT_FROM_TEMPORAL(
            "the workers' connections to Temporal are cut, over and over",
            Stroke.cut(Way.WORKER_TEMPORAL, Duration.ofSeconds(15))),
    API_KILLED("kill -9 of the api", Stroke.kill("api")),
    API_STOPPED("SIGTERM to the api", Stroke.stop("api")),
    API_DIES_BEFORE_START(
            "the api dies when it has written down a start, before Temporal knows",
            Stroke.failpoint("api", "start.requested")),
    API_DIES_AFTER_START(
            "the api dies when Temporal has a start, before the row and the answer",
            Stroke.failpoint("api", "start.accepted")),
    API_WITHOUT_POSTGRES(
            "nothing passes between api and PostgreSQL",
            Stroke.turn(Way.API_POSTGRES, State.SILENT, Duration.ofSeconds(20))),
    API_REFUSED_BY_POSTGRES(
            "PostgreSQL refuses the api",
            Stroke.turn(Way.API_POSTGRES, State.SHUT, Duration.ofSeconds(20))),
    API_WITHOUT_TEMPORAL(
            "nothing passes between api and Temporal",
            Stroke.turn(Way.API_TEMPORAL, State.SILENT, Duration.ofSeconds(20))),
    API_WITHOUT_KAFKA(
            "nothing passes between api and Kafka",
            Stroke.turn(Way.API_KAFKA, State.SILENT, Duration.ofSeconds(30))),
    API_FAR_FROM_POSTGRES(
            "everything between api and PostgreSQL takes 50 ms longer",
            Stroke.turn(
                    Way.API_POSTGRES,
                    new State.Late(Duration.ofMillis(50)),
                    Duration.ofSeconds(20))),
    API_BEHIND_A_THIN_LINE(
            "100 kB a second pass between api and Kafka",
            Stroke.turn(Way.API_KAFKA, new State.Narrow(100_000), Duration.ofSeconds(20))),
    API_POOL_EXHAUSTED(
            "fifty want to start something, and none gets to the audit",
            Stroke.crowd(Duration.ofSeconds(15))),
    PROJECTION_DIES(
            "the api dies in the transaction that applies events",
            Stroke.failpoint("api", "projection-in-transaction")),
    EQUAL_KEYS("fifty starts with one key, all at once", Stroke.equalKeys()),
    DUPLICATES("events once more, in any order, in every partition", Stroke.duplicates()),
    POISON("records that no reader understands, in every partition", Stroke.poison()),
    TEMPORAL_KILLED("kill -9 of Temporal", Stroke.kill("temporal")),
    TEMPORAL_PAUSED(
            "Temporal stands still, and goes on", Stroke.pause("temporal", Duration.ofSeconds(20))),
    TEMPORAL_TERMINATES(
            "a run is terminated in Temporal while no worker sees it", Stroke.terminate()),
    TEMPORAL_RESETS("a run is reset in Temporal, and begins again", Stroke.reset()),
    TEMPORAL_FORGETS("a run and its history are deleted in Temporal", Stroke.delete()),
    POSTGRES_KILLED("kill -9 of PostgreSQL, which Temporal needs, too", Stroke.kill("postgres")),
    POSTGRES_FULL(
            "the disk of PostgreSQL is full", Stroke.full("postgres", Duration.ofSeconds(20))),
    POSTGRES_TERMINATES(
            "every connection of the api to PostgreSQL is ended once a second",
            Stroke.backends(Duration.ofSeconds(20))),
    POSTGRES_LOCKED("the table of runs is locked", Stroke.lock(Duration.ofSeconds(30))),
    KAFKA_KILLED("kill -9 of Kafka", Stroke.kill("kafka")),
    KAFKA_FULL("the disk of Kafka is full", Stroke.full("kafka", Duration.ofSeconds(20))),
    KAFKA_PAUSED("Kafka stands still, and goes on", Stroke.pause("kafka", Duration.ofSeconds(30))),
    ROLLING_RESTART("SIGTERM to the api, then to one worker after the other", Stroke.roll());

    final String sentence;
    final Stroke stroke;

    Fault(String sentence, Stroke stroke) {
        this.sentence = sentence;
        this.stroke = stroke;
    }

    /// `worker-killed`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The part that it happens to: not two at once to the same.
    String victim() {
        return switch (this) {
            case EQUAL_KEYS, PROJECTION_DIES, ROLLING_RESTART -> "api";
            case DUPLICATES, POISON -> "kafka";
            case WORKERS_KILLED, WORKERS_PAUSED -> "worker";
            default -> word().substring(0, word().indexOf('-')); // the rest says so itself
        };
    }

    static Optional<Fault> of(String word) {
        return Arrays.stream(values()).filter(fault -> fault.word().equals(word)).findFirst();
    }
}
