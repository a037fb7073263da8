package dev.lovage.chaos;

import dev.lovage.local.Detours;
import dev.lovage.local.Plan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What lies around the parts of a platform and can be disturbed: the ways between them, the disks
/// they have their data on, and a second worker.
record Surroundings(Ways ways, Disks disks, List<String> further) implements AutoCloseable {
    Surroundings {
        further = List.copyOf(further);
    }

    /// Only the ways, and nothing that costs time.
    static Surroundings small(Plan plan) {
        return new Surroundings(Ways.between(plan.ports()), Disks.NONE, List.of());
    }

    /// @param folder for what is not the platform's own
    static Surroundings whole(Plan plan, Path folder) throws IOException {
        return new Surroundings(
                Ways.between(plan.ports()), Disks.under(folder, plan.data()), List.of("worker-2"));
    }

    /// @param sink `host:port` that tasks may call
    /// @param failpoints folder in which points are armed, in a folder of each part's name
    Detours detours(String sink, Path failpoints) {
        return ways.detours(sink, failpoints, further);
    }

    @Override
    public void close() {
        ways.close();
        disks.close();
    }
}
