package dev.lovage.server.run;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Run;
import dev.lovage.events.Failpoint;
import dev.lovage.events.RunState;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.Database;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Audit.Change;
import dev.lovage.server.access.Audit.Outcome;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.run.RunEngine.Description;
import dev.lovage.server.run.RunEngine.Launch;
import dev.lovage.server.run.RunEngine.Started;
import dev.lovage.server.workflow.Workflows;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/// Starts runs: written down first, then started, and accepted only once Temporal said yes.
@Singleton
public final class Starts {
    private static final Logger LOG = LoggerFactory.getLogger(Starts.class);

    private final Workflows workflows;
    private final RunRequests requests;
    private final LaunchPlan plan;
    private final RunEngine engine;
    private final RunStore store;
    private final Database database;
    private final Authorizer authorizer;
    private final Audit audit;
    private final Clock clock;

    Starts(
            Workflows workflows,
            RunRequests requests,
            LaunchPlan plan,
            RunEngine engine,
            RunStore store,
            Database database,
            Authorizer authorizer,
            Audit audit,
            Clock clock) {
        this.workflows = workflows;
        this.requests = requests;
        this.plan = plan;
        this.engine = engine;
        this.store = store;
        this.database = database;
        this.authorizer = authorizer;
        this.audit = audit;
        this.clock = clock;
    }

    Accepted workflow(Principal principal, String name, Map<?, ?> body, Asked asked) {
        authorizer.check(principal, Permission.RUN_START, "workflow/" + name);
        var start = RunRequests.start(body);
        var revision = workflows.find(principal.tenant(), name, start.revision());
        return start(principal, RunRequests.workflow(revision, body, start, asked.key()), asked);
    }

    Accepted canvas(Principal principal, Map<?, ?> body, Asked asked) {
        authorizer.check(principal, Permission.RUN_START, "workflow/adhoc");
        return start(principal, requests.canvas(body, asked.key(), clock.instant()), asked);
    }

    Accepted task(Principal principal, String task, Map<?, ?> body, Asked asked) {
        authorizer.check(principal, Permission.RUN_START, "task/" + task);
        return start(principal, requests.task(task, body, asked.key(), clock.instant()), asked);
    }

    private Accepted start(Principal principal, RunRequest request, Asked asked) {
        var origin = new RunInput.Origin(asked.through(), principal.name());
        var launch = plan.of(principal.tenant(), origin, request);
        return start(principal, launch, request.labels().key() != null, null);
    }

    /// Starts what was planned.
    ///
    /// @param keyed it came with an idempotency key
    /// @param reason for the audit trail
    Accepted start(Principal principal, Launch launch, boolean keyed, @Nullable String reason) {
        var action = Permission.RUN_START.wire();
        var change = audit.requested(principal, action, "run/" + launch.run(), reason);
        Failpoint.reach("start.requested");
        return switch (started(change, launch)) {
            case Started.Now(var temporalRun) -> {
                Failpoint.reach("start.accepted");
                conclude(change, about(launch, temporalRun, launch.input().accepted()));
                yield accepted(launch, RunState.QUEUED, false);
            }
            case Started.Before(var description) -> before(change, keyed, launch, description);
        };
    }

    private Started started(Change change, Launch launch) {
        try {
            return engine.start(launch);
        } catch (ApiException e) {
            audit.concluded(
                    change, e.code() == Code.UNAVAILABLE ? Outcome.UNKNOWN : Outcome.FAILED);
            throw e;
        } catch (RuntimeException e) {
            audit.concluded(change, Outcome.UNKNOWN);
            throw e;
        }
    }

    /// There is a run of this id: the same request again, or another one that must not get it.
    private Accepted before(Change change, boolean keyed, Launch launch, Description description) {
        var memo = description.memo();
        var ours = memo.tenant().equals(launch.input().tenant());
        var same = ours && memo.bodyHash().equals(launch.bodyHash());
        if (!same || !keyed) {
            audit.concluded(change, Outcome.FAILED);
            throw keyed ? conflict() : taken(launch.run());
        }
        var accepted = memo.accepted().toEpochMilli();
        conclude(change, about(launch, description.temporalRun(), accepted));
        return accepted(launch, description.state(), true);
    }

    /// The run is safe with Temporal; its row may come later, from its events.
    private void conclude(Change change, AcceptedRun run) {
        try {
            database.transaction(tx -> {
                store.accepted(tx, run);
                audit.concluded(tx, change, Outcome.DONE);
                return run;
            });
        } catch (ApiException e) {
            LOG.warn("the row of {} will come from its events: {}", run.key().run(), e.detail());
        }
    }

    private static AcceptedRun about(Launch launch, String temporalRun, long accepted) {
        var input = launch.input();
        return new AcceptedRun(
                new RunKey(input.tenant(), launch.run(), Instant.ofEpochMilli(accepted)),
                temporalRun,
                input.bundle().main(),
                input.bundle().pinned().revision(),
                launch.queue(),
                input.frozen().tags(),
                input.frozen().origin(),
                Payloads.of(input.input()));
    }

    private static Accepted accepted(Launch launch, RunState state, boolean replayed) {
        var bundle = launch.input().bundle();
        return new Accepted(
                new Run.Accepted(launch.run(), bundle.main(), bundle.pinned().revision(), state),
                replayed);
    }

    private static ApiException taken(String run) {
        return ApiException.at(Code.RUN_EXISTS, "/id", "There is a run `" + run + "` already.");
    }

    private static ApiException conflict() {
        return ApiException.of(
                Code.IDEMPOTENCY_CONFLICT,
                "This Idempotency-Key was used with another request. Take a new one, or repeat the"
                        + " request as it was.");
    }

    /// A run that is safe, and whether it was so before this request.
    record Accepted(Run.Accepted run, boolean replayed) {}
}
