package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.local.LocalException;

import java.time.Duration;
import java.time.Instant;

/// Waits for the end of a run through the api, and says now and then how far it is.
record Waiting(LovageClient client, Progress progress, Duration timeout) {
    private static final Duration LOOK = Duration.ofSeconds(2);

    Run.Result result(String id) {
        Instant begun = Instant.now();
        while (true) {
            Run.Result result = client.result(id, LOOK);
            Duration taken = Duration.between(begun, Instant.now());
            if (result.state().ended()) {
                progress.end();
                return result;
            }
            if (taken.compareTo(timeout) > 0) {
                throw new LocalException(
                        "%s has not ended within %s, it goes on".formatted(id, timeout));
            }
            progress.update(result.state() + ", " + taken.toSeconds() + " s");
        }
    }
}
