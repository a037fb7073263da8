package dev.lovage.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A disk, in memory, for the data of one server alone: full from one moment to the next.
final class Disk implements AutoCloseable {
    private static final String SIZE = "4g";
    private static final int TRIES = 20;

    private final Path place;

    private Disk(Path place) {
        this.place = place;
    }

    /// Empty where this process may not mount anything.
    static Optional<Disk> mounted(Path place) throws IOException {
        Files.createDirectories(place);
        return run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", place.toString())
                ? Optional.of(new Disk(place))
                : Optional.empty();
    }

    /// Puts what will be at `named` on it.
    void hold(Path named) throws IOException {
        Files.createDirectories(named.getParent());
        Files.createSymbolicLink(named, Files.createDirectory(place.resolve("data")));
    }

    /// Takes all the room that is left.
    void fill() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            var store = Files.getFileStore(place);
            var used = store.getTotalSpace() - store.getUnallocatedSpace();
            if (resized(Long.toString(used))) {
                return;
            }
        }
        throw new IOException("What is on " + place + " grows faster than it can be stopped");
    }

    void free() throws IOException {
        if (!resized(SIZE)) {
            throw new IOException(place + " cannot be made as large again as it was");
        }
    }

    private boolean resized(String size) {
        return run("mount", "-o", "remount,size=" + size, place.toString());
    }

    private static boolean run(String... line) {
        try {
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What is on it is gone as soon as nobody has it open.
    @Override
    public void close() {
        run("umount", "-l", place.toString());
    }
}
