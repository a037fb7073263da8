package dev.lovage.server.run;

import dev.lovage.canvas.Signals;
import dev.lovage.client.Run;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// Changes the course of a run: pauses and resumes it, cancels it, or ends it at once.
@Singleton
public final class Steering {
    private static final int LONGEST_REASON = 1_000;

    private final Runs runs;
    private final RunEngine engine;
    private final PauseStore pauses;
    private final Authorizer authorizer;
    private final Told told;
    private final Clock clock;

    Steering(
            Runs runs,
            RunEngine engine,
            PauseStore pauses,
            Authorizer authorizer,
            Told told,
            Clock clock) {
        this.runs = runs;
        this.engine = engine;
        this.pauses = pauses;
        this.authorizer = authorizer;
        this.told = told;
        this.clock = clock;
    }

    void cancel(Principal principal, String id, @Nullable String reason) {
        steer(principal, "cancel", id, reason, () -> engine.cancel(id, words(reason)));
    }

    void terminate(Principal principal, String id, @Nullable String reason) {
        steer(principal, "terminate", id, reason, () -> engine.terminate(id, words(reason)));
    }

    /// Who paused it is kept before it is: a pause that nobody answers for would be worse than one
    /// that never came.
    void pause(Principal principal, String id, Run.Pause asked) {
        permit(principal, id);
        var until = asked.until();
        refuse(null, until);
        var signal =
                new Signals.Pause(
                        fresh(),
                        words(asked.reason()),
                        principal.name(),
                        until == null ? null : until.toString());
        steer(
                principal,
                "pause",
                id,
                asked.reason(),
                () -> {
                    var now = clock.instant();
                    pauses.paused(
                            principal.tenant(),
                            id,
                            new PauseStore.Pause(principal.name(), asked.reason(), now, until));
                    boolean told = engine.signal(id, Signals.PAUSE, signal, signal.id());
                    if (!told) {
                        pauses.resumed(principal.tenant(), id);
                    }
                    return told;
                });
    }

    void resume(Principal principal, String id, @Nullable String reason) {
        var signal = new Signals.Resume(fresh(), words(reason), principal.name());
        steer(
                principal,
                "resume",
                id,
                reason,
                () -> engine.signal(id, Signals.RESUME, signal, signal.id()));
        pauses.resumed(principal.tenant(), id);
    }

    private static String words(@Nullable String reason) {
        return Objects.requireNonNullElse(reason, "");
    }

    /// Throws `INVALID` for a reason that is too long, and an end that has been.
    void refuse(@Nullable String reason, @Nullable Instant until) {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw ApiException.at(
                    Code.INVALID, "/reason", "A reason has at most 1,000 characters.");
        }
        if (until != null && !until.isAfter(clock.instant())) {
            throw ApiException.at(Code.INVALID, "/until", "Must lie in the future.");
        }
    }

    private void permit(Principal principal, String id) {
        authorizer.check(principal, Permission.RUN_STEER, "run/" + id);
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private void steer(
            Principal principal,
            String action,
            String id,
            @Nullable String reason,
            BooleanSupplier how) {
        permit(principal, id);
        refuse(reason, null);
        runs.find(principal, id);
        if (!told.tell(principal, "run:" + action, "run/" + id, reason, how)) {
            throw ApiException.of(Code.RUN_ENDED, "The run has ended already.");
        }
    }
}
