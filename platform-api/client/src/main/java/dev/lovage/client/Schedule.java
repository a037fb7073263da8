package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is run by the clock, when, and how that has gone so far.
///
/// @param celery the entry of Celery's beat that `spec` was made from, as it was given
public record Schedule(
        String name,
        Action action,
        Spec spec,
        @Nullable Map<String, @Nullable Object> celery,
        Policies policies,
        Status status,
        Saved saved) {
    public Schedule {
        celery = copy(celery);
    }

    /// What is run: a workflow, a task, or a canvas that is not saved; exactly one of the three.
    ///
    /// @param revision of the workflow; absent: always the latest
    /// @param input of a workflow or canvas; of a task `{args, kwargs, options}`
    /// @param priority 1 (first) to 5
    public record Action(
            @Nullable String workflow,
            @Nullable String task,
            @Nullable Object canvas,
            @Nullable Integer revision,
            @Nullable Object input,
            @Nullable List<String> tags,
            @Nullable Integer priority) {
        public static Action workflow(String name, @Nullable Object input) {
            return new Action(name, null, null, null, input, null, null);
        }

        /// What to call it in a list.
        public String label() {
            return workflow != null ? workflow : task != null ? task : "adhoc";
        }
    }

    /// When it is run: whenever any of `cron`, `every` and `calendars` says so, unless one of
    /// `exclude` does; at most 50 of each. With none of the three, and `startAt` equal to `endAt`,
    /// it is run once, then.
    ///
    /// @param cron five fields, minute first; both fields of days must match
    /// @param timezone of the tz database, such as `Europe/Berlin`; must be given
    /// @param jitter a run is late by up to so much, at random, but not later than the next; at
    ///   most 30 days
    /// @param exclude times taken away; for whole days their hour, minute and second are `*`
    public record Spec(
            @Nullable List<String> cron,
            @Nullable List<Every> every,
            @Nullable List<Calendar> calendars,
            @Nullable String timezone,
            @Nullable Duration jitter,
            @Nullable Instant startAt,
            @Nullable Instant endAt,
            @Nullable List<Calendar> exclude) {
        public static Spec cron(String cron, String timezone) {
            return new Spec(List.of(cron), null, null, timezone, null, null, null, null);
        }

        public static Spec every(Duration every, String timezone) {
            var one = List.of(new Every(every, null));
            return new Spec(null, one, null, timezone, null, null, null, null);
        }
    }

    /// Again and again, counted from the beginning of 1970 in UTC.
    ///
    /// @param every ten seconds to 3,650 days
    /// @param offset shifts all of them; less than `every`
    public record Every(Duration every, @Nullable Duration offset) {}

    /// Times that match every field, each written as in cron: `5`, `1-5`, `*/10`, `MON,WED`, `*`.
    /// An absent second, minute or hour is 0, every other absent field is `*`.
    public record Calendar(
            @Nullable String second,
            @Nullable String minute,
            @Nullable String hour,
            @Nullable String dayOfMonth,
            @Nullable String month,
            @Nullable String year,
            @Nullable String dayOfWeek,
            @Nullable String comment) {}

    /// What to do when things do not go as planned; absent: `SKIP`, ten minutes, no, `NATIVE`.
    ///
    /// @param catchup a time that was missed is made up for when it is no longer ago than this
    /// @param pauseOnFailure whether a run that failed pauses the schedule
    public record Policies(
            @Nullable Overlap overlap,
            @Nullable Duration catchup,
            @Nullable Boolean pauseOnFailure,
            @Nullable Dst dst) {
        public static final Policies DEFAULT =
                new Policies(Overlap.SKIP, Duration.ofMinutes(10), false, Dst.NATIVE);
    }

    /// What to do when the run before has not ended.
    public enum Overlap {
        /// Leave this one out.
        SKIP,
        /// Start this one when it has ended, and leave out those after it.
        BUFFER_ONE,
        /// Start them one after the other.
        BUFFER_ALL,
        /// Cancel it, and start this one when it has ended.
        CANCEL_OTHER,
        /// End it at once, and start this one.
        TERMINATE_OTHER,
        /// Let them run side by side.
        ALLOW_ALL
    }

    /// What becomes of local times on the days when the clocks change.
    public enum Dst {
        /// As Temporal has it: mostly, one that does not exist is left out, and one that is there
        /// twice runs twice, or east of Greenwich once. A preview says what becomes of each.
        NATIVE,
        /// One that does not exist is run as much later as the clocks jumped; one that is there
        /// twice runs once.
        ONCE
    }

    /// How it stands.
    ///
    /// @param until when a pause ends by itself
    /// @param remaining how many runs are left; absent: no end
    public record Status(
            boolean paused,
            @Nullable String note,
            @Nullable Instant until,
            @Nullable Long remaining,
            Applied applied,
            Fires fires) {}

    /// Whether Temporal, which does the work, has what is said here.
    ///
    /// @param error why not, in a sentence
    /// @param at when it was last found so
    public record Applied(State state, @Nullable String error, @Nullable Instant at) {
        /// How far what was saved has come.
        public enum State {
            /// Temporal has it.
            APPLIED,
            /// Temporal does not have it yet.
            PENDING,
            /// Temporal does not take it.
            FAILED,
            /// It has run its course, or someone deleted it in Temporal; saving it begins anew.
            ENDED,
            /// Temporal has it, and it was never saved here.
            UNKNOWN
        }
    }

    /// When it ran, and when it will.
    ///
    /// @param next the next few times
    /// @param recent the last few runs, newest first
    /// @param last when it last ran
    public record Fires(
            List<Instant> next, List<Fired> recent, @Nullable Instant last, Counts counts) {
        public static final Fires NONE = new Fires(List.of(), List.of(), null, Counts.NONE);

        public Fires {
            next = List.copyOf(next);
            recent = List.copyOf(recent);
        }
    }

    /// One run that it started.
    ///
    /// @param due the time it was meant for
    /// @param at when it was started
    /// @param run id of the run
    public record Fired(Instant due, Instant at, String run) {}

    /// What it did since it was made.
    ///
    /// @param started runs
    /// @param missed left out because the time was longer ago than `catchup`
    /// @param skipped left out because a run had not ended
    /// @param running runs that have not ended
    public record Counts(long started, long missed, long skipped, int running) {
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /// Why a schedule starts no run at this moment, or that it will: as Temporal has it now.
    ///
    /// @param sentence for people
    /// @param next when it is due next; absent: never, or not as things are
    /// @param running ids of runs that it started and that have not ended
    /// @param waiting times that have come, and whose runs begin when those have ended
    /// @param advice what a person can do about it; absent: nothing, or nothing has to be done
    public record Why(
            Why.Kind kind,
            String sentence,
            @Nullable Instant next,
            List<String> running,
            long waiting,
            @Nullable String advice) {
        public Why {
            running = List.copyOf(running);
        }

        /// What holds a schedule.
        public enum Kind {
            /// Nothing: it starts the next run when that is due.
            DUE,
            /// A time has come, and its run waits for another one to end.
            WAITING,
            /// A run has not ended, and while that is so times are left out.
            SKIPPING,
            /// Someone paused it, or a run that failed did.
            PAUSED,
            /// It starts no more runs.
            OVER,
            /// Temporal does not have it.
            NOT_APPLIED
        }
    }

    /// Which version this is, and whose.
    public record Saved(long version, Instant at, @Nullable String by) {}

    /// A schedule as it is to be.
    ///
    /// @param spec or else `celery`: `{crontab: {minute, hour, ..}}` or `{every: ..}`
    /// @param paused, `note` and `remaining` count when the schedule is made; afterwards they
    ///   change by pausing, resuming and running
    public record Put(
            Action action,
            @Nullable Spec spec,
            @Nullable Map<String, @Nullable Object> celery,
            @Nullable Policies policies,
            @Nullable Boolean paused,
            @Nullable String note,
            @Nullable Long remaining) {
        public Put {
            celery = copy(celery);
        }

        public static Put of(Action action, Spec spec) {
            return new Put(action, spec, null, null, null, null, null);
        }

        public Put with(Policies how) {
            return new Put(action, spec, celery, how, paused, note, remaining);
        }

        public Put remaining(long runs) {
            return new Put(action, spec, celery, policies, paused, note, runs);
        }

        public Put paused(String why) {
            return new Put(action, spec, celery, policies, true, why, remaining);
        }
    }

    /// Why a schedule is paused or resumed.
    ///
    /// @param until resume it then
    public record Pause(@Nullable String note, @Nullable Instant until) {}

    /// Run now, whatever the spec says.
    ///
    /// @param overlap absent: as the policies say
    public record Trigger(@Nullable Overlap overlap) {}

    /// Run for the times of the past, as if it had been there.
    ///
    /// @param from included
    /// @param to excluded
    /// @param overlap absent: `BUFFER_ALL`, one after the other
    /// @param dryRun count only
    public record Backfill(
            Instant from, Instant to, @Nullable Overlap overlap, @Nullable Boolean dryRun) {}

    /// What a backfill will start, or would.
    ///
    /// @param count of times
    public record Backfilled(int count, boolean dryRun) {}

    /// A question about a spec, saved or not.
    ///
    /// @param action whose overlaps are to be forecast; may be absent
    /// @param count of times, 1 to 100; absent: 10
    public record Previewing(
            @Nullable Spec spec,
            @Nullable Map<String, @Nullable Object> celery,
            @Nullable Policies policies,
            @Nullable Action action,
            @Nullable Integer count) {
        public Previewing {
            celery = copy(celery);
        }

        public static Previewing of(Spec spec, int count) {
            return new Previewing(spec, null, null, null, count);
        }
    }

    /// When a spec would run.
    ///
    /// @param notes what to know about it, in sentences
    /// @param jumps the times of the next 400 days that a change of the clocks touches
    /// @param minGap the shortest time between two of the next times
    public record Preview(
            List<Fire> fires,
            List<String> notes,
            List<Jump> jumps,
            @Nullable Duration minGap,
            @Nullable Forecast forecast) {
        public Preview {
            fires = List.copyOf(fires);
            notes = List.copyOf(notes);
            jumps = List.copyOf(jumps);
        }
    }

    /// A time to come.
    ///
    /// @param local date and time on the clocks of the schedule's zone, `2026-11-01T01:30:00`
    /// @param offset of that clock, `-04:00`
    public record Fire(Instant at, String local, String offset, Mark mark) {}

    /// What is special about a time.
    public enum Mark {
        /// Nothing.
        PLAIN,
        /// Its local time does not exist on that day; it runs later.
        SHIFTED,
        /// The first of a local time that is there twice.
        FIRST,
        /// The second of a local time that is there twice.
        SECOND
    }

    /// A local time that a change of the clocks touches.
    ///
    /// @param at the moment it runs, or would have run
    /// @param says what becomes of it, in a sentence
    public record Jump(Kind kind, Instant at, String local, String says) {
        /// In which way.
        public enum Kind {
            /// It does not exist.
            GAP,
            /// It is there twice.
            DOUBLE
        }
    }

    /// Whether runs will still be going when the next is due.
    ///
    /// @param p95 how long 95 of 100 ended runs took at most
    /// @param runs how many were measured
    /// @param overlaps whether that is longer than the shortest time between two
    public record Forecast(Duration p95, int runs, boolean overlaps, String says) {}

    private static @Nullable Map<String, @Nullable Object> copy(
            @Nullable Map<String, @Nullable Object> map) {
        return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
