package dev.lovage.client;

import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Which runs a list shows, newest first.
///
/// @param from accepted at or after
/// @param to accepted before
/// @param q the beginning of an id, a workflow or a tag
/// @param pageSize 1 to 200
/// @param pageToken of the page before
/// @param overlay what is said of them beside their state
public record RunQuery(
        @Nullable RunState status,
        @Nullable String workflow,
        @Nullable String tag,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String q,
        int pageSize,
        @Nullable String pageToken,
        Run.@Nullable Overlay overlay) {
    public static final int DEFAULT_PAGE = 50;
    public static final int LARGEST_PAGE = 200;

    /// Whatever is said of them beside their state.
    public RunQuery(
            @Nullable RunState status,
            @Nullable String workflow,
            @Nullable String tag,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String q,
            int pageSize,
            @Nullable String pageToken) {
        this(status, workflow, tag, from, to, q, pageSize, pageToken, null);
    }

    /// The newest runs of all.
    public static final RunQuery ALL =
            new RunQuery(null, null, null, null, null, null, DEFAULT_PAGE, null);

    public RunQuery page(int size, @Nullable String token) {
        return new RunQuery(status, workflow, tag, from, to, q, size, token, overlay);
    }

    /// Only those of which this is said beside their state.
    public RunQuery with(Run.@Nullable Overlay overlay) {
        return new RunQuery(status, workflow, tag, from, to, q, pageSize, pageToken, overlay);
    }
}
