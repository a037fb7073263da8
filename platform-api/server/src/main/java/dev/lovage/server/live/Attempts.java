package dev.lovage.server.live;

import dev.lovage.events.Payload;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Subject;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.events.StepState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What workers say of attempts, as the projection notifies it: a line for each step, tabs between
/// tenant, run, definition, path, state and attempt.
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private Attempts() {}

    /// An event for each line, in which only a part of the run speaks: it does not know how the run
    /// stands.
    static List<RunEvent> of(String notice) {
        return notice.lines().flatMap(line -> read(line).stream()).toList();
    }

    private static Optional<RunEvent> read(String line) {
        var words = line.split("\t", -1);
        try {
            var subject =
                    new Subject(words[0], words[1], Instant.EPOCH, "", 0, "attempt", words[2], 0);
            var step =
                    new StepChange(
                            0,
                            words[3],
                            StepState.valueOf(words[4]),
                            Instant.EPOCH,
                            new StepChange.Work.Pure(),
                            Integer.parseInt(words[5]),
                            Payload.NONE,
                            null);
            return Optional.of(
                    new Changed(subject, 0, Instant.EPOCH, RunState.RUNNING, List.of(step)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.warn("A notification that is no attempt: {}", line);
            return Optional.empty();
        }
    }
}
