package dev.lovage.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/// What the figures were measured on: they are worth nothing without it.
///
/// @param syncs how many small writes a second this disk makes durable, one after the other
record Machine(int processors, double load, double syncs) {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int BLOCK = 4096;

    static Machine here(Path folder) throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                syncs(folder));
    }

    private static double syncs(Path folder) throws IOException {
        var file = Files.createTempFile(folder, "sync", null);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long begin = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - begin < PATIENCE.toNanos()) {
                channel.write(ByteBuffer.allocate(BLOCK), 0);
                channel.force(false);
                done++;
            }
            return done * 1e9 / (System.nanoTime() - begin);
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%d processors, load %.1f, %.0f syncs/s", processors, load, syncs);
    }
}
