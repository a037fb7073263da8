package dev.lovage.engine;

import dev.lovage.events.RunState;
import dev.lovage.events.StepChange.Work;
import dev.lovage.events.StepState;

import java.util.HashSet;
import java.util.Set;

/// The steps of a run that have not ended: whether something is done, or all wait for a time or a
/// signal.
final class OpenSteps {
    private final Set<String> working = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();

    void moved(String path, StepState state, Work work) {
        working.remove(path);
        waiting.remove(path);
        if (state.ended()) {
            return;
        }
        switch (work) {
            case Work.Task _, Work.Flow _ ->
                    (state == StepState.SCHEDULED ? waiting : working).add(path);
            case Work.Timer _, Work.Await _, Work.Container _, Work.Pure _ -> {
                if (state == StepState.WAITING || state == StepState.SCHEDULED) {
                    waiting.add(path);
                }
            }
        }
    }

    RunState state() {
        return working.isEmpty() && !waiting.isEmpty() ? RunState.WAITING : RunState.RUNNING;
    }
}
