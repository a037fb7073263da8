package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.Database;
import dev.lovage.server.Preconditions;
import dev.lovage.server.Settings;
import dev.lovage.server.Transaction;
import dev.lovage.server.access.Audit;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// Saves schedules and gives them back. What is saved here the loop applies.
@Singleton
final class Schedules {
    private final ScheduleStore store;
    private final ScheduleEngine engine;
    private final SchedulePlan plan;
    private final Database database;
    private final Authorizer authorizer;
    private final Audit audit;
    private final Settings.Schedules settings;
    private final Clock clock;

    Schedules(
            ScheduleStore store,
            ScheduleEngine engine,
            SchedulePlan plan,
            Database database,
            Authorizer authorizer,
            Audit audit,
            Settings.Schedules settings,
            Clock clock) {
        this.store = store;
        this.engine = engine;
        this.plan = plan;
        this.database = database;
        this.authorizer = authorizer;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    List<ScheduleRow> list(
            Principal principal, @Nullable String label, @Nullable String after, int size) {
        authorizer.check(principal, Permission.SCHEDULE_READ, resource("*"));
        return store.list(principal.tenant(), label, after, size);
    }

    ScheduleRow get(Principal principal, String name) {
        authorizer.check(principal, Permission.SCHEDULE_READ, resource(name));
        return find(principal, name);
    }

    /// Why it starts no run now: asks Temporal.
    Schedule.Why why(Principal principal, String name) {
        var row = get(principal, name);
        return new Standstill(row, engine.describe(row.key().id()).orElse(null)).why();
    }

    ScheduleRow find(Principal principal, String name) {
        return store.find(new ScheduleKey(principal.tenant(), name))
                .orElseThrow(() -> missing(name));
    }

    /// Who may write schedules and may not start runs cannot have them started either.
    Saved save(Principal principal, String name, Map<?, ?> body, Preconditions preconditions) {
        authorizer.check(principal, Permission.SCHEDULE_WRITE, resource(name));
        authorizer.check(principal, Permission.RUN_START, resource(name));
        Drafts.checkName(name);
        var key = new ScheduleKey(principal.tenant(), name);
        var put = Drafts.put(body);
        plan.of(key, put);
        return database.transaction(tx -> kept(tx, principal, key, put, preconditions));
    }

    private Saved kept(
            Transaction tx,
            Principal principal,
            ScheduleKey key,
            Schedule.Put put,
            Preconditions preconditions) {
        var count = store.count(tx, key.tenant());
        var old = store.find(tx, key);
        preconditions.check(old.map(Schedules::tag));
        var made = old.isEmpty() || old.get().standing().state() == Schedule.Applied.State.UNKNOWN;
        if (made && count >= settings.limit()) {
            throw ApiException.of(
                    Code.LIMIT_REACHED,
                    "There are %d schedules, and more may not be: delete one, or have"
                                    .formatted(count)
                            + " `lovage.schedules.limit` raised.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var row = store.save(tx, key, put, now, principal.name());
        audit.done(tx, principal, Permission.SCHEDULE_WRITE.wire(), resource(key.name()));
        return new Saved(row, made);
    }

    void delete(Principal principal, String name, Preconditions preconditions) {
        authorizer.check(principal, Permission.SCHEDULE_WRITE, resource(name));
        var key = new ScheduleKey(principal.tenant(), name);
        database.transaction(tx -> {
            store.count(tx, key.tenant());
            var old = store.find(tx, key);
            if (old.isEmpty()) {
                throw missing(name);
            }
            preconditions.check(old.map(Schedules::tag));
            if (!store.delete(tx, key)) {
                throw ApiException.of(
                        Code.SCHEDULE_NOT_APPLIED,
                        "It was never saved here, so it is not ours to delete: delete it in"
                                + " Temporal.");
            }
            audit.done(tx, principal, "schedule:delete", resource(name));
            return old;
        });
    }

    /// The entity tag of a version.
    static String tag(ScheduleRow row) {
        return "\"" + row.saved().version() + "\"";
    }

    static String resource(String name) {
        return "schedule/" + name;
    }

    private static ApiException missing(String name) {
        return ApiException.of(Code.NOT_FOUND, "There is no schedule `" + name + "`.");
    }

    /// What saving did.
    ///
    /// @param made false when there was one before
    record Saved(ScheduleRow row, boolean made) {}
}
