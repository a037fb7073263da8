package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Forecast;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.calendar.Preview;
import dev.lovage.server.run.RunStore;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

/// Tells when a spec would run, saved or not, and whether its runs would overlap.
@Singleton
final class Previews {
    private static final int USUAL = 10;
    private static final int MOST = 100;

    private final RunStore runs;
    private final Authorizer authorizer;
    private final Clock clock;

    Previews(RunStore runs, Authorizer authorizer, Clock clock) {
        this.runs = runs;
        this.authorizer = authorizer;
        this.clock = clock;
    }

    Schedule.Preview preview(Principal principal, Schedule.Previewing asked) {
        authorizer.check(principal, Permission.SCHEDULE_READ, Schedules.resource("*"));
        var count = asked.count() == null ? USUAL : asked.count();
        if (count < 1 || count > MOST) {
            throw ApiException.at(Code.INVALID, "/count", "A preview has 1 to 100 times.");
        }
        var wire = Drafts.wire(asked.spec(), asked.celery());
        var policies = Drafts.policies(asked.policies(), asked.celery() != null);
        var seen = Preview.of(SchedulePlan.spec(wire, policies.dst()), clock.instant(), count);
        var forecast = forecast(principal, asked.action(), seen.minGap(), policies);
        var notes = new ArrayList<>(Drafts.notes(asked.celery()));
        notes.addAll(seen.notes());
        return new Schedule.Preview(seen.fires(), notes, seen.jumps(), seen.minGap(), forecast);
    }

    private @Nullable Forecast forecast(
            Principal principal,
            Schedule.@Nullable Action action,
            @Nullable Duration gap,
            Schedule.Policies policies) {
        if (action == null || gap == null) {
            return null;
        }
        return runs.took(principal.tenant(), action.label())
                .map(measured -> Forecasts.of(measured, gap, policies))
                .orElse(null);
    }
}
