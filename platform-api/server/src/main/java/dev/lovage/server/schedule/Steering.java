package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Applied;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Audit.Outcome;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.function.BooleanSupplier;

/// Pauses, resumes and triggers schedules: changes in Temporal, where the truth about these is.
@Singleton
final class Steering {
    private final Schedules schedules;
    private final ScheduleStore store;
    private final ScheduleEngine engine;
    private final Authorizer authorizer;
    private final Audit audit;
    private final Clock clock;

    Steering(
            Schedules schedules,
            ScheduleStore store,
            ScheduleEngine engine,
            Authorizer authorizer,
            Audit audit,
            Clock clock) {
        this.schedules = schedules;
        this.store = store;
        this.engine = engine;
        this.authorizer = authorizer;
        this.audit = audit;
        this.clock = clock;
    }

    /// The end of the pause is kept before it begins: a pause without its end would last.
    void pause(Principal principal, String name, Schedule.Pause pause) {
        var row = row(principal, name);
        Drafts.checkNote(pause.note());
        var until = pause.until();
        if (until != null && !until.isAfter(clock.instant())) {
            throw ApiException.at(Code.INVALID, "/until", "Must lie in the future.");
        }
        var standing = row.standing();
        if (until != null) {
            store.steered(row.key(), standing.paused(), standing.note(), until);
        }
        var note = said(pause.note(), "Paused", principal);
        change(principal, row, "pause", note, () -> engine.steer(row.key().id(), true, note));
        store.steered(row.key(), true, note, until);
    }

    void resume(Principal principal, String name, Schedule.Pause resume) {
        var row = row(principal, name);
        Drafts.checkNote(resume.note());
        if (resume.until() != null) {
            throw ApiException.at(Code.INVALID, "/until", "Only a pause has an end.");
        }
        var note = said(resume.note(), "Resumed", principal);
        change(principal, row, "resume", note, () -> engine.steer(row.key().id(), false, note));
        store.steered(row.key(), false, note, null);
    }

    void trigger(Principal principal, String name, Schedule.Trigger trigger) {
        var row = row(principal, name);
        var id = row.key().id();
        change(principal, row, "trigger", null, () -> engine.trigger(id, trigger.overlap()));
        store.look(row.key());
    }

    /// The schedule, for someone who may steer it.
    ScheduleRow row(Principal principal, String name) {
        authorizer.check(principal, Permission.SCHEDULE_WRITE, Schedules.resource(name));
        var row = schedules.find(principal, name);
        if (row.standing().state() == Applied.State.UNKNOWN) {
            throw absent(row);
        }
        return row;
    }

    /// Tells Temporal, with the audit before and after.
    void change(
            Principal principal,
            ScheduleRow row,
            String action,
            @Nullable String reason,
            BooleanSupplier how) {
        var resource = Schedules.resource(row.key().name());
        var change = audit.requested(principal, "schedule:" + action, resource, reason);
        if (!done(change, how)) {
            throw absent(row);
        }
    }

    private boolean done(Audit.Change change, BooleanSupplier how) {
        try {
            var done = how.getAsBoolean();
            audit.concluded(change, done ? Outcome.DONE : Outcome.FAILED);
            return done;
        } catch (RuntimeException e) {
            audit.concluded(change, Outcome.UNKNOWN);
            throw e;
        }
    }

    static ApiException absent(ScheduleRow row) {
        var why =
                switch (row.standing().state()) {
                    case PENDING, APPLIED -> "It is not there yet: repeat the request in a moment.";
                    case FAILED -> "It could not be applied: " + row.standing().error();
                    case ENDED -> "It has ended: save it again to begin anew.";
                    case UNKNOWN ->
                            "It was never saved here: save it under this name, or change it in"
                                    + " Temporal.";
                };
        return ApiException.of(Code.SCHEDULE_NOT_APPLIED, why);
    }

    private static String said(@Nullable String note, String what, Principal principal) {
        return note == null || note.isBlank() ? what + " by " + principal.name() : note;
    }
}
