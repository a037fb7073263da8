package dev.lovage.canvas;

import java.util.List;
import java.util.Set;

/// What one expression reaches for outside of itself.
///
/// @param names free names, but for `steps`
/// @param steps ids read as `steps.id`
/// @param runFields fields read as `run.field`
/// @param faults why the expression cannot be used at all
record References(Set<String> names, Set<String> steps, Set<String> runFields, List<Fault> faults) {
    References {
        names = Set.copyOf(names);
        steps = Set.copyOf(steps);
        runFields = Set.copyOf(runFields);
        faults = List.copyOf(faults);
    }

    record Fault(String code, String message) {}

    static References unreadable(List<Fault> faults) {
        return new References(Set.of(), Set.of(), Set.of(), faults);
    }

    References with(List<Fault> more) {
        return new References(names, steps, runFields, more);
    }
}
