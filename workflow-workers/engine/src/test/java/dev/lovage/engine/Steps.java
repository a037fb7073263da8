package dev.lovage.engine;

import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.StepChange;

import java.util.List;
import java.util.stream.Stream;

/// The steps in events.
final class Steps {
    private Steps() {}

    static List<StepChange> of(List<RunEvent> events, String path) {
        return all(events).filter(step -> step.path().equals(path)).toList();
    }

    static Stream<StepChange> all(List<RunEvent> events) {
        return events.stream()
                .flatMap(event ->
                        switch (event) {
                            case Started started -> started.steps().stream();
                            case Changed changed -> changed.steps().stream();
                            case Closed _, Confirmed _ -> Stream.of();
                        });
    }
}
