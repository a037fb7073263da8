package dev.lovage.server.schedule;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.canvas.RunInput;
import dev.lovage.client.Schedule;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.Digest;
import dev.lovage.server.calendar.Once;
import dev.lovage.server.calendar.Spec;
import dev.lovage.server.run.RunEngine.Launch;
import dev.lovage.server.run.ScheduledLaunches;
import dev.lovage.server.schedule.ScheduleEngine.Wanted;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Turns what was saved into what Temporal is to be given, as things are now.
@Singleton
final class SchedulePlan {
    /// Grows when what is made of the same words changes, so that all are applied again.
    private static final int FORM = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScheduledLaunches launches;
    private final Clock clock;

    SchedulePlan(ScheduledLaunches launches, Clock clock) {
        this.launches = launches;
        this.clock = clock;
    }

    /// Throws what is wrong with it, with pointers into the put.
    Wanted of(ScheduleKey key, Schedule.Put put) {
        var policies = put.policies() == null ? Schedule.Policies.DEFAULT : put.policies();
        var spec = spec(put.spec(), policies.dst());
        var launch = launches.of(key.tenant(), key.name(), put.action());
        return policies.dst() == Schedule.Dst.ONCE
                ? once(spec, policies, launch)
                : wanted(spec, policies, launch);
    }

    /// What the changes of the clocks in the next 400 days ask for, and for backfills those of the
    /// last 400; the same all day long.
    private Wanted once(Spec spec, Schedule.Policies policies, Launch launch) {
        var once = Once.around(spec, clock.instant().truncatedTo(ChronoUnit.DAYS));
        var calendars = new ArrayList<>(spec.calendars());
        calendars.addAll(once.calendars());
        var more =
                new Spec(
                        calendars,
                        spec.intervals(),
                        spec.exclude(),
                        spec.zone(),
                        spec.jitter(),
                        spec.window(),
                        spec.dst(),
                        spec.notes());
        var origin = launch.input().frozen().origin();
        var skip = once.skipped().stream().map(Instant::getEpochSecond).toList();
        var input = launch.input().by(new RunInput.Origin(origin.kind(), origin.by(), skip));
        var skipping =
                new Launch(
                        launch.run(), launch.queue(), launch.timeout(), input, launch.bodyHash());
        return wanted(more, policies, skipping);
    }

    private static Wanted wanted(Spec spec, Schedule.Policies policies, Launch launch) {
        return new Wanted(spec, policies, launch, digest(spec, policies, launch));
    }

    static Spec spec(Schedule.@Nullable Spec wire, Schedule.@Nullable Dst dst) {
        if (wire == null) {
            throw ApiException.at(Code.INVALID, "/spec", "A schedule needs a `spec`.");
        }
        var how = dst == null ? Schedule.Dst.NATIVE : dst;
        return Drafts.read("/spec", () -> Spec.read(wire, how));
    }

    private static String digest(Spec spec, Schedule.Policies policies, Launch launch) {
        var input =
                JSON.convertValue(
                        launch.input(), new TypeReference<Map<String, @Nullable Object>>() {});
        return Digest.ofJson(
                List.of(
                        FORM,
                        spec.toString(),
                        policies.toString(),
                        launch.run(),
                        launch.queue(),
                        launch.timeout().toString(),
                        launch.bodyHash(),
                        input));
    }
}
