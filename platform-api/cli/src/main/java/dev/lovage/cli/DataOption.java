package dev.lovage.cli;

import dev.lovage.local.Plan;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/// The option that says which platform of this machine is meant.
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder of the platform on this machine (default: ~/.lovage).")
    private @Nullable Path data;

    Path folder() {
        return (data == null ? Plan.home() : data).toAbsolutePath().normalize();
    }
}
