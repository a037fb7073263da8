package dev.lovage.server.task;

import dev.lovage.client.Catalogue.Task;
import dev.lovage.client.Catalogue.Worker;
import dev.lovage.events.WorkerSeen;
import dev.lovage.server.access.Allowed;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// `/tasks` and `/workers`: what can be called, and who serves it.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TaskController {
    private static final Duration ALIVE = Duration.ofSeconds(30);

    private final Catalogue catalogue;
    private final Authorizer authorizer;
    private final Clock clock;

    TaskController(Catalogue catalogue, Authorizer authorizer, Clock clock) {
        this.catalogue = catalogue;
        this.authorizer = authorizer;
        this.clock = clock;
    }

    /// Every task that workers serve, or served within the last seven days.
    @Get("/tasks")
    @Allowed(with = Permission.TASK_READ)
    List<Task> tasks(Principal principal) {
        authorizer.check(principal, Permission.TASK_READ, "task/*");
        return catalogue.tasks(principal.tenant()).stream().map(TaskController::task).toList();
    }

    /// Every worker that was heard of within the last seven days.
    @Get("/workers")
    @Allowed(with = Permission.WORKER_READ)
    List<Worker> workers(Principal principal) {
        authorizer.check(principal, Permission.WORKER_READ, "worker/*");
        var since = clock.instant().minus(ALIVE);
        return catalogue.workers(principal.tenant()).stream()
                .map(seen -> worker(seen, since))
                .toList();
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private static Task task(Catalogue.Entry entry) {
        var task = entry.task();
        return new Task(
                task.name(),
                task.description(),
                entry.queues(),
                task.parameters(),
                task.result(),
                task.options(),
                entry.lastSeen());
    }

    private static Worker worker(WorkerSeen seen, Instant since) {
        return new Worker(
                seen.worker(),
                seen.version(),
                seen.queues(),
                seen.tasks().stream().map(WorkerSeen.TaskInfo::name).toList(),
                seen.startedAt(),
                seen.at(),
                !seen.at().isBefore(since));
    }
}
