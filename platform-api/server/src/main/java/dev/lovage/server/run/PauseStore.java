package dev.lovage.server.run;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// Who paused runs, and why. Whether a run is paused, only Temporal and its events say.
public interface PauseStore {
    void paused(String tenant, String run, Pause pause);

    void resumed(String tenant, String run);

    /// The last pause of a run, which may be over.
    Optional<Pause> find(String tenant, String run);

    /// A pause.
    ///
    /// @param until when it ends by itself; absent: never
    record Pause(String by, @Nullable String reason, Instant at, @Nullable Instant until) {}
}
