package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.ProblemException;
import dev.lovage.client.Run;
import dev.lovage.local.LocalException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Waits for the end of a run through the api, and says now and then how far it is.
record Waiting(LovageClient client, Progress progress, Duration timeout) {
    private static final Duration LOOK = Duration.ofSeconds(2);

    /// Too many requests, and a dependency that is down.
    private static final Set<Integer> PASSING = Set.of(429, 503);

    Run.Result result(String id) {
        Instant begun = Instant.now();
        while (true) {
            Optional<Run.Result> result = look(id);
            Duration taken = Duration.between(begun, Instant.now());
            if (result.isPresent() && result.get().state().ended()) {
                progress.end();
                return result.get();
            }
            if (taken.compareTo(timeout) > 0) {
                throw new LocalException(
                        "%s has not ended within %s, it goes on".formatted(id, timeout));
            }
            String state = result.map(r -> r.state().name()).orElse("no answer");
            progress.update(state + ", " + taken.toSeconds() + " s");
        }
    }

    /// A platform that is busy or loses a server for a moment is asked again: the run goes on.
    private Optional<Run.Result> look(String id) {
        try {
            return Optional.of(client.briefly(id, LOOK));
        } catch (ProblemException e) {
            if (!PASSING.contains(e.problem().status())) {
                throw e;
            }
            LockSupport.parkNanos(LOOK.toNanos());
            return Optional.empty();
        }
    }
}
