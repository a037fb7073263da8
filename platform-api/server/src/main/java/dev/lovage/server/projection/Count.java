package dev.lovage.server.projection;

import dev.lovage.events.RunEvent.Subject;

/// How far a run, or a part of it, has counted its transitions.
///
/// @param epoch 0: nothing was heard of it
record Count(String temporalRun, long epoch, long seq) {

    /// Of which nothing was heard.
    static Count none(Subject subject) {
        return new Count(subject.temporalRun(), 0, 0);
    }

    /// Another execution that is no continuation of this one.
    boolean isForeign(Subject subject) {
        return !subject.temporalRun().equals(temporalRun) && subject.epoch() <= epoch;
    }

    /// Whether some are missing between here and there. Across histories nobody can say.
    boolean misses(Subject subject, Stretch told) {
        return (epoch == 0 || epoch == subject.epoch()) && told.first() > seq + 1;
    }

    /// This, or what was told, whichever is further.
    Count and(Subject subject, Stretch told) {
        boolean further =
                subject.epoch() > epoch || (subject.epoch() == epoch && told.last() > seq);
        return further ? new Count(subject.temporalRun(), subject.epoch(), told.last()) : this;
    }
}
