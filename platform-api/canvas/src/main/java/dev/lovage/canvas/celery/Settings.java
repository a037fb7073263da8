package dev.lovage.canvas.celery;

import dev.lovage.canvas.Options;
import dev.lovage.canvas.Options.Begin;
import dev.lovage.canvas.Options.Retry;
import dev.lovage.canvas.Options.Timeouts;
import dev.lovage.canvas.Until;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The `options` of a signature, in our terms.
record Settings(Wanted wanted, Links links, Marks marks) {
    static final Settings NONE = new Settings(Wanted.NONE, Links.NONE, Marks.NONE);

    /// Where, when and how urgently it runs.
    ///
    /// @param limit its `time_limit`
    /// @param soft its `soft_time_limit`
    record Wanted(
            @Nullable String queue,
            @Nullable Integer priority,
            @Nullable Until notBefore,
            @Nullable Duration expires,
            @Nullable Duration limit,
            @Nullable Duration soft) {
        static final Wanted NONE = new Wanted(null, null, null, null, null, null);

        Wanted over(Wanted stored) {
            return new Wanted(
                    or(queue, stored.queue),
                    or(priority, stored.priority),
                    or(notBefore, stored.notBefore),
                    or(expires, stored.expires),
                    or(limit, stored.limit),
                    or(soft, stored.soft));
        }

        Options ofCall() {
            return new Options(
                    queue,
                    priority,
                    Retry.NONE,
                    new Timeouts(limit, null, null, null, soft),
                    new Begin(notBefore, expires),
                    null);
        }

        /// Its items are steps of their own: the limit is for all of them together.
        Options ofItems() {
            return new Options(
                    queue,
                    priority,
                    Retry.NONE,
                    new Timeouts(null, null, limit, null, soft),
                    new Begin(notBefore, null),
                    null);
        }

        private static <T> @Nullable T or(@Nullable T given, @Nullable T stored) {
            return given == null ? stored : given;
        }
    }

    /// Its `link` and `link_error`.
    record Links(List<Signature> success, List<Signature> error) {
        static final Links NONE = new Links(List.of(), List.of());

        Links {
            success = List.copyOf(success);
            error = List.copyOf(error);
        }

        Links over(Links stored) {
            return new Links(
                    success.isEmpty() ? stored.success : success,
                    error.isEmpty() ? stored.error : error);
        }

        Links and(Links more) {
            return new Links(joined(success, more.success), joined(error, more.error));
        }

        private static List<Signature> joined(List<Signature> some, List<Signature> more) {
            return Stream.concat(some.stream(), more.stream()).toList();
        }
    }

    /// How it is known, and whether its result is wanted.
    ///
    /// @param id its `task_id`
    /// @param label its `shadow`
    /// @param ignored its `ignore_result`
    record Marks(@Nullable String id, @Nullable String label, boolean ignored) {
        static final Marks NONE = new Marks(null, null, false);

        Marks over(Marks stored) {
            return new Marks(
                    Wanted.or(id, stored.id),
                    Wanted.or(label, stored.label),
                    ignored || stored.ignored);
        }
    }

    /// These on top of what is stored with a signature: what is given wins, key by key.
    Settings over(Settings stored) {
        return new Settings(
                wanted.over(stored.wanted), links.over(stored.links), marks.over(stored.marks));
    }

    /// What a container hands to its members.
    Settings handedDown() {
        return new Settings(wanted, Links.NONE, new Marks(null, null, marks.ignored));
    }

    Settings linked(Links more) {
        return new Settings(wanted, links.and(more), marks);
    }

    Settings withoutErrors() {
        return new Settings(wanted, new Links(links.success, List.of()), marks);
    }
}
