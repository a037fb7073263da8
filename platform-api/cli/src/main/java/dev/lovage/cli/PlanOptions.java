package dev.lovage.cli;

import dev.lovage.local.Checkout;
import dev.lovage.local.Plan;
import dev.lovage.local.Ports;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The options that say what `lovage up` starts, and where.
final class PlanOptions {
    @Mixin private final DataOption data = new DataOption();

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The api's port, the console's is the next (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(
            names = "--temporal",
            paramLabel = "HOST:PORT",
            description = "Use a Temporal server that runs already.")
    private @Nullable String temporal;

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            defaultValue = "all",
            description =
                    "`servers`: PostgreSQL, Temporal and Kafka alone; `api`: with the api, for workers"
                            + " of your own.")
    private Plan.Extent extent = Plan.Extent.ALL;

    Plan plan() {
        return new Plan(
                data.folder(),
                Plan.sharedCache(),
                new Ports(portBase),
                Optional.ofNullable(temporal),
                Checkout.find(),
                extent);
    }

    /// The same options as words, for another process.
    List<String> words() {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("--data", data.folder().toString()));
        words.addAll(List.of("--port-base", Integer.toString(portBase)));
        words.addAll(List.of("--only", extent.name().toLowerCase(Locale.ROOT)));
        if (temporal != null) {
            words.addAll(List.of("--temporal", temporal));
        }
        return words;
    }
}
