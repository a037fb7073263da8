package dev.lovage.server.reconcile;

import io.temporal.workflow.Workflow;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A run that waits, and notes that it was asked to tell its events again.
public final class Silent implements Telling {
    static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    @Override
    public void run(Map<String, Object> input) {
        Workflow.sleep(Duration.ofHours(1));
    }

    @Override
    public String republish() {
        TOLD.add(Workflow.getInfo().getWorkflowId());
        return "told";
    }
}
