package dev.lovage.server.task;

import dev.lovage.server.Settings;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;

import jakarta.inject.Singleton;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How much waits in each queue, as `lovage_queue_backlog{queue,type}`: runs that wait for a worker
/// to decide (`workflow`), tasks that wait for one to work (`activity`).
///
/// Temporal's own count, which it calls approximate. Measured by the api that reconciles.
@Singleton
public final class Backlog {
    private static final List<TaskQueueType> TYPES =
            List.of(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
    private static final String PREFIX = "TASK_QUEUE_TYPE_";

    private final Catalogue catalogue;
    private final WorkflowServiceStubs temporal;
    private final String namespace;
    private final MultiGauge gauges;

    Backlog(
            Catalogue catalogue,
            WorkflowServiceStubs temporal,
            Settings.Temporal settings,
            MeterRegistry registry) {
        this.catalogue = catalogue;
        this.temporal = temporal;
        this.namespace = settings.namespace();
        gauges = MultiGauge.builder("lovage.queue.backlog").register(registry);
    }

    /// Asks Temporal once for every known queue and type.
    public void measure() {
        var rows = new ArrayList<MultiGauge.Row<?>>();
        for (var queue : catalogue.queues()) {
            for (var type : TYPES) {
                rows.add(MultiGauge.Row.of(tags(queue, type), waiting(queue, type)));
            }
        }
        gauges.register(rows, true);
    }

    private static Tags tags(Catalogue.Queue queue, TaskQueueType type) {
        var word = type.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        return Tags.of("queue", queue.wire(), "type", word);
    }

    private long waiting(Catalogue.Queue queue, TaskQueueType type) {
        return temporal.blockingStub()
                .describeTaskQueue(
                        DescribeTaskQueueRequest.newBuilder()
                                .setNamespace(namespace)
                                .setTaskQueue(TaskQueue.newBuilder().setName(queue.wire()))
                                .setTaskQueueType(type)
                                .setReportStats(true)
                                .build())
                .getStats()
                .getApproximateBacklogCount();
    }
}
