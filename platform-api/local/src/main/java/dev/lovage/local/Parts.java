package dev.lovage.local;

import dev.lovage.local.Plan.Extent;
import dev.lovage.local.Stack.Admin;
import dev.lovage.local.Stack.Database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Which parts a plan has, and where they find each other.
final class Parts {
    private Parts() {}

    static Stack stack(Plan plan, Secrets secrets) {
        Ports ports = plan.ports();
        return new Stack(
                plan.temporal().orElse("127.0.0.1:" + ports.temporal()),
                Temporal.NAMESPACE,
                new Database(
                        "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/lovage",
                        "lovage",
                        secrets.lovage()),
                "127.0.0.1:" + ports.kafka(),
                "http://127.0.0.1:" + ports.api(),
                "http://127.0.0.1:" + ports.console(),
                new Admin("admin", secrets.admin()),
                plan.data().toString());
    }

    /// Each comes after those it needs.
    static List<Part> of(Plan plan, Secrets secrets, Output output)
            throws IOException, InterruptedException {
        Path data = plan.data();
        List<Part> parts = new ArrayList<>();
        parts.add(new Postgres(plan.cache(), data, plan.ports().postgres(), secrets).part());
        parts.add(new Kafka(data, broker(plan), plan.ports(), plan.detours().kafka()).part());
        if (plan.temporal().isEmpty()) {
            TemporalBinaries binaries = TemporalBinaries.find(plan.cache(), output);
            parts.add(new Temporal(data, plan.ports(), secrets, binaries).part());
        }
        if (plan.extent() != Extent.SERVERS) {
            parts.addAll(new Processes(plan, stack(plan, secrets)).parts());
        }
        return parts;
    }

    private static Path broker(Plan plan) throws IOException {
        Path built = plan.checkout().broker();
        if (!Files.isDirectory(built)) {
            throw new LocalException(built + " is not built: `mvn package` builds it");
        }
        Path copy = plan.data().resolve("app/broker");
        PrivateFiles.delete(copy);
        Distribution.copyLibraries(built, PrivateFiles.folder(copy));
        return copy;
    }
}
