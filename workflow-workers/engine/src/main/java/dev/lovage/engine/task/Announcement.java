package dev.lovage.engine.task;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityCompletionFailureException;

import java.time.Duration;
import java.util.Map;

/// A heartbeat that has to be known to Temporal before the attempt does anything. The SDK's own
/// says nothing where it does not arrive.
record Announcement(ActivityExecutionContext activity, Map<String, Object> details) {
    private static final Duration AGAIN = Duration.ofMillis(200);

    /// Tries until Temporal knows it; false where it has given the attempt up, or does so by now
    /// because it heard nothing.
    boolean arrives() throws InterruptedException {
        var info = activity.getInfo();
        var client = activity.getWorkflowClient().newActivityCompletionClient();
        var end = System.nanoTime() + info.getHeartbeatTimeout().toNanos();
        while (System.nanoTime() < end) {
            try {
                client.heartbeat(info.getTaskToken(), details);
                return true;
            } catch (ActivityCompletionFailureException e) {
                Thread.sleep(AGAIN);
            } catch (ActivityCompletionException e) {
                return false;
            }
        }
        return false;
    }
}
