package dev.lovage.canvas;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What one expression reaches for outside of itself.
///
/// @param names free names, but for `steps`
/// @param steps ids read as `steps.id`
/// @param runFields fields read as `run.field`
/// @param gives what the expression gives, in words; empty when only its evaluation tells
/// @param faults why the expression cannot be used at all
record References(
        Set<String> names,
        Set<String> steps,
        Set<String> runFields,
        String gives,
        List<Fault> faults) {
    References {
        names = sorted(names);
        steps = sorted(steps);
        runFields = sorted(runFields);
        faults = List.copyOf(faults);
    }

    /// The order of most sets changes with the JVM, and with it that of the flaws.
    private static Set<String> sorted(Set<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    record Fault(String code, String message) {}

    static References unreadable(List<Fault> faults) {
        return new References(Set.of(), Set.of(), Set.of(), "", faults);
    }

    References with(List<Fault> more) {
        return new References(names, steps, runFields, gives, more);
    }

    References giving(String what) {
        return new References(names, steps, runFields, what, faults);
    }
}
