package dev.lovage.server.schedule;

import com.google.protobuf.ByteString;

import dev.lovage.client.Schedule.Overlap;
import dev.lovage.server.Settings;
import dev.lovage.server.run.TemporalErrors;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.schedule.v1.BackfillRequest;
import io.temporal.api.schedule.v1.SchedulePatch;
import io.temporal.api.schedule.v1.TriggerImmediatelyRequest;
import io.temporal.api.workflowservice.v1.CreateScheduleRequest;
import io.temporal.api.workflowservice.v1.DeleteScheduleRequest;
import io.temporal.api.workflowservice.v1.DescribeScheduleRequest;
import io.temporal.api.workflowservice.v1.ListScheduleMatchingTimesRequest;
import io.temporal.api.workflowservice.v1.ListSchedulesRequest;
import io.temporal.api.workflowservice.v1.PatchScheduleRequest;
import io.temporal.api.workflowservice.v1.UpdateScheduleRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Temporal's own Schedules, in the namespace that holds the runs.
@Singleton
final class TemporalScheduleEngine implements ScheduleEngine {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final String IDENTITY = "lovage-api";
    private static final int PAGE = 500;

    /// More than anyone has; an answer that never ends must not keep us.
    private static final int PAGES = 200;

    private final WorkflowClient client;
    private final String namespace;
    private final TemporalForms forms;

    TemporalScheduleEngine(WorkflowClient client, Settings.Temporal settings) {
        this.client = client;
        this.namespace = settings.namespace();
        this.forms = new TemporalForms(client.getOptions().getDataConverter());
    }

    @Override
    public Optional<Described> describe(String id) {
        var request =
                DescribeScheduleRequest.newBuilder()
                        .setNamespace(namespace)
                        .setScheduleId(id)
                        .build();
        return TemporalErrors.found(() -> stub().describeSchedule(request))
                .map(TemporalForms::described);
    }

    @Override
    public boolean create(String id, Wanted wanted, State state) {
        var request =
                CreateScheduleRequest.newBuilder()
                        .setNamespace(namespace)
                        .setScheduleId(id)
                        .setSchedule(forms.schedule(wanted, state))
                        .setIdentity(IDENTITY)
                        .setRequestId(UUID.randomUUID().toString())
                        .build();
        return TemporalErrors.translated(() -> {
            try {
                var _ = stub().createSchedule(request);
                return true;
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() == Status.Code.ALREADY_EXISTS) {
                    return false;
                }
                throw e;
            }
        });
    }

    @Override
    public boolean update(String id, Wanted wanted, Described found) {
        var request =
                UpdateScheduleRequest.newBuilder()
                        .setNamespace(namespace)
                        .setScheduleId(id)
                        .setSchedule(forms.schedule(wanted, found.state()))
                        .setConflictToken(found.token().conflict())
                        .setIdentity(IDENTITY)
                        .setRequestId(UUID.randomUUID().toString())
                        .build();
        return TemporalErrors.found(() -> stub().updateSchedule(request)).isPresent();
    }

    @Override
    public boolean delete(String id) {
        var request =
                DeleteScheduleRequest.newBuilder()
                        .setNamespace(namespace)
                        .setScheduleId(id)
                        .setIdentity(IDENTITY)
                        .build();
        return TemporalErrors.found(() -> stub().deleteSchedule(request)).isPresent();
    }

    @Override
    public boolean steer(String id, boolean paused, String note) {
        var text = note.isEmpty() ? (paused ? "Paused" : "Resumed") : note;
        var patch = SchedulePatch.newBuilder();
        return patch(id, (paused ? patch.setPause(text) : patch.setUnpause(text)).build());
    }

    @Override
    public boolean trigger(String id, @Nullable Overlap overlap) {
        var now = TriggerImmediatelyRequest.newBuilder();
        if (overlap != null) {
            now.setOverlapPolicy(TemporalForms.overlap(overlap));
        }
        return patch(id, SchedulePatch.newBuilder().setTriggerImmediately(now).build());
    }

    @Override
    public boolean backfill(String id, List<Instant> times, Overlap overlap) {
        var patch = SchedulePatch.newBuilder();
        for (var time : times) {
            var at = TemporalForms.timestamp(time);
            patch.addBackfillRequest(
                    BackfillRequest.newBuilder()
                            .setStartTime(at)
                            .setEndTime(at)
                            .setOverlapPolicy(TemporalForms.overlap(overlap)));
        }
        return patch(id, patch.build());
    }

    private boolean patch(String id, SchedulePatch patch) {
        var request =
                PatchScheduleRequest.newBuilder()
                        .setNamespace(namespace)
                        .setScheduleId(id)
                        .setPatch(patch)
                        .setIdentity(IDENTITY)
                        .setRequestId(UUID.randomUUID().toString())
                        .build();
        return TemporalErrors.found(() -> stub().patchSchedule(request)).isPresent();
    }

    @Override
    public Optional<List<Instant>> times(String id, Instant from, Instant to) {
        var request =
                ListScheduleMatchingTimesRequest.newBuilder()
                        .setNamespace(namespace)
                        .setScheduleId(id)
                        .setStartTime(TemporalForms.timestamp(from.minusMillis(1)))
                        .setEndTime(TemporalForms.timestamp(to))
                        .build();
        return describe(id) // one that was deleted still answers
                .flatMap(_ -> TemporalErrors.found(() -> stub().listScheduleMatchingTimes(request)))
                .map(answer ->
                        answer.getStartTimeList().stream().map(TemporalForms::instant).toList());
    }

    @Override
    public List<Listed> list() {
        var all = new ArrayList<Listed>();
        var token = ByteString.EMPTY;
        for (int page = 0; page < PAGES; page++) {
            var request =
                    ListSchedulesRequest.newBuilder()
                            .setNamespace(namespace)
                            .setMaximumPageSize(PAGE)
                            .setNextPageToken(token)
                            .build();
            var answer = TemporalErrors.translated(() -> stub().listSchedules(request));
            answer.getSchedulesList().forEach(entry -> all.add(TemporalForms.listed(entry)));
            token = answer.getNextPageToken();
            if (token.isEmpty()) {
                break;
            }
        }
        return List.copyOf(all);
    }

    private WorkflowServiceBlockingStub stub() {
        return client.getWorkflowServiceStubs()
                .blockingStub()
                .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
