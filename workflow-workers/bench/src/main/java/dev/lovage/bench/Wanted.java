package dev.lovage.bench;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What someone asked to be measured: `WORKLOADS REPETITIONS [JSON FILE]`, as the command line
/// hands it over.
///
/// @param only ids of workloads; empty for all
/// @param repetitions how often each is measured
/// @param json where the figures go, beside the table
record Wanted(List<String> only, int repetitions, @Nullable Path json) {
    Wanted {
        only = List.copyOf(only);
    }

    static Wanted of(String... arguments) {
        var only = Arrays.stream(arguments[0].split(",", -1)).filter(id -> !id.isEmpty()).toList();
        var json = arguments.length > 2 ? Path.of(arguments[2]) : null;
        return new Wanted(only, Integer.parseInt(arguments[1]), json);
    }

    boolean has(String workload) {
        return only.isEmpty() || only.contains(workload);
    }
}
