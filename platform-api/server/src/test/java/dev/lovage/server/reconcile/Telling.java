package dev.lovage.server.reconcile;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

import java.util.Map;

/// A run as a worker sees it, that can be asked to tell its events again.
@WorkflowInterface
public interface Telling {
    @WorkflowMethod(name = "lovage.run")
    void run(Map<String, Object> input);

    @QueryMethod(name = "lovage.republish")
    String republish();
}
