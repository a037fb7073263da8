package dev.lovage.server.approval;

import dev.lovage.server.run.RunKey;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What runs wait for, as the read model has it, and what was decided.
interface ApprovalStore {
    /// At most `size` open ones, what waits longest first, beginning after `after`.
    List<Open> open(String tenant, Which which, @Nullable Open after, int size);

    /// The await at this path of a run, open or not.
    Optional<Open> find(String tenant, String run, String path);

    /// Makes this the decision, unless there is one that Temporal has, or may be just about to get.
    ///
    /// @return the one that counts instead; nothing where it is this one, or it was before
    Optional<Decision> decide(Decision decision);

    /// Temporal has it.
    void delivered(Decision decision);

    /// The decision about the await at this path.
    Optional<Decision> decision(String tenant, String run, String path);

    /// Which of them a list shows; an absent part holds nothing back.
    record Which(@Nullable String workflow, @Nullable String run) {}

    /// An await of a run.
    ///
    /// @param over it waits no more
    record Open(
            RunKey run,
            String workflow,
            int revision,
            String path,
            String name,
            Instant since,
            @Nullable Instant until,
            boolean over) {}

    /// Somebody's word.
    ///
    /// @param signal id of the signal that carries it
    record Decision(
            String tenant,
            String run,
            String path,
            String signal,
            String by,
            Instant at,
            boolean approved,
            @Nullable String comment) {}
}
