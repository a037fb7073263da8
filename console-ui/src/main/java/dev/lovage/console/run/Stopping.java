package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.client.LovageClient;
import dev.lovage.client.ProblemException;
import dev.lovage.console.look.Aloud;
import dev.lovage.console.run.StopDialog.Stop;

import org.jspecify.annotations.Nullable;

/// Stops runs, after a person said why. What has ended already is no mistake.
final class Stopping {
    private static final String ENDED = "RUN_ENDED";

    private final LovageClient client;
    private final Runnable changed;

    /// @param changed told after each attempt
    Stopping(LovageClient client, Runnable changed) {
        this.client = client;
        this.changed = changed;
    }

    void ask(Stop stop, String id) {
        new StopDialog(stop, id, reason -> stop(stop, id, reason)).open();
    }

    private void stop(Stop stop, String id, @Nullable String reason) {
        try {
            Aloud.say(
                    stop(client, stop, id, reason)
                            ? text("stop.done." + stop.word(), id)
                            : text("stop.ended", id));
        } catch (RuntimeException problem) {
            Aloud.complain(problem);
        }
        changed.run();
    }

    /// False when the run has ended already.
    static boolean stop(LovageClient client, Stop stop, String id, @Nullable String reason) {
        try {
            switch (stop) {
                case CANCEL -> client.cancel(id, reason);
                case TERMINATE -> client.terminate(id, reason);
            }
            return true;
        } catch (ProblemException e) {
            if (ENDED.equals(e.problem().code())) {
                return false;
            }
            throw e;
        }
    }
}
