package dev.lovage.canvas;

import java.util.Optional;
import java.util.Set;

/// What one expression reaches for outside of itself.
///
/// @param names free names, but for `steps`
/// @param steps ids read as `steps.id`
/// @param runFields fields read as `run.field`
/// @param flaw why the expression cannot be used at all
record References(
        Set<String> names, Set<String> steps, Set<String> runFields, Optional<Fault> flaw) {
    References {
        names = Set.copyOf(names);
        steps = Set.copyOf(steps);
        runFields = Set.copyOf(runFields);
    }

    record Fault(String code, String message) {}

    static References broken(String message) {
        return new References(
                Set.of(), Set.of(), Set.of(), Optional.of(new Fault("EXPRESSION", message)));
    }
}
