package dev.lovage.cli;

import dev.lovage.local.Plan;
import dev.lovage.local.Platform;
import dev.lovage.local.Ports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Whether this machine can carry a platform.
final class Machine {
    private static final int JDK = 25;
    private static final long GIGABYTE = 1_000_000_000;
    private static final long MEMORY = 3 * GIGABYTE;
    private static final long DISK = 2 * GIGABYTE;
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private Machine() {}

    static Finding jdk(int version) {
        return Finding.of(
                "jdk",
                version >= JDK,
                "version " + version,
                JDK + " or newer is needed, see https://adoptium.net, or set JAVA_HOME");
    }

    /// What the system could give to new processes.
    static Finding memory() {
        try (Stream<String> lines = Files.lines(MEMORY_INFO)) {
            return memory(
                    lines.filter(line -> line.startsWith("MemAvailable:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                            .findFirst()
                            .orElse(0));
        } catch (IOException e) {
            return Finding.problem("memory", MEMORY_INFO + " cannot be read: " + e.getMessage());
        }
    }

    static Finding memory(long available) {
        return Finding.of(
                "memory",
                available >= MEMORY,
                gigabytes(available) + " available",
                gigabytes(MEMORY) + " are needed, end other programs or use a larger machine");
    }

    /// Of the nearest folder that is there.
    static Finding disk(Path folder) {
        Path there = folder;
        for (Path up = folder; up != null && !Files.exists(there); up = up.getParent()) {
            there = up;
        }
        try {
            return disk(folder, Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
            return Finding.problem("disk", there + " cannot be looked at: " + e.getMessage());
        }
    }

    static Finding disk(Path folder, long usable) {
        return Finding.of(
                "disk",
                usable >= DISK,
                gigabytes(usable) + " free for " + folder,
                gigabytes(DISK) + " are needed, make room or name another folder with --data");
    }

    static Finding temporal() {
        return Platform.temporalFrom(Plan.sharedCache())
                .map(from -> Finding.ok("temporal", from))
                .orElseGet(() ->
                        Finding.problem(
                                "temporal",
                                "no server, and no Go to build it: install Go 1.26 or later"
                                        + " (https://go.dev/dl), set LOVAGE_TEMPORAL_SERVER, or"
                                        + " `lovage up --temporal HOST:PORT`"));
    }

    static List<Finding> ports(Ports ports) {
        List<String> taken = ports.taken();
        if (taken.isEmpty()) {
            return List.of(Finding.ok("ports", "free from " + ports.base() + " on"));
        }
        return taken.stream()
                .map(port ->
                        Finding.problem(
                                "ports",
                                port
                                        + " has taken it: end that, or choose others with --port-base"))
                .toList();
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE);
    }
}
