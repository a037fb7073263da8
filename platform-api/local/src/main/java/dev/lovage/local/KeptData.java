package dev.lovage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a platform that does not run keeps on disk, to be measured and deleted: nothing but what a
/// platform puts there.
public final class KeptData {
    /// The lock goes last: until then the folder is known as a platform's.
    private static final List<String> KEPT =
            List.of(
                    "app",
                    "kafka",
                    "logs",
                    "postgres",
                    "samples.ledger",
                    "temporal",
                    "stack.json",
                    "state.json",
                    "secrets.json",
                    DataLock.FILE);

    private static final List<String> CACHED = List.of("postgres", "temporal");

    private final Path folder;
    private final List<Path> paths;

    private KeptData(Path folder, List<Path> paths) {
        this.folder = folder;
        this.paths = paths;
    }

    /// Everything that the platform on `data` keeps.
    ///
    /// @throws LocalException when that is no platform's folder, or a platform runs there
    public static KeptData of(Path data) {
        if (!Files.isRegularFile(data.resolve(DataLock.FILE))
                || !Files.isRegularFile(data.resolve("secrets.json"))) {
            throw new LocalException(
                    data
                            + " is not the data folder of a platform (no lock and secrets.json in it):"
                            + " name one with --data");
        }
        OptionalLong holder = DataLock.holder(data);
        if (holder.isPresent()) {
            throw new LocalException(
                    "A platform runs on %s (process %d). End it first: `lovage down`"
                            .formatted(data, holder.getAsLong()));
        }
        return new KeptData(data, there(data, KEPT));
    }

    /// The servers that all platforms of this machine share.
    ///
    /// @throws LocalException when one of them runs
    public static KeptData shared(Path cache) {
        Path real = real(cache);
        ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .command()
                                .filter(command -> Path.of(command).startsWith(real))
                                .isPresent())
                .findFirst()
                .ifPresent(process -> {
                    throw new LocalException(
                            "A server from %s runs (process %d): end its platform first"
                                    .formatted(cache, process.pid()));
                });
        return new KeptData(cache, there(cache, CACHED));
    }

    /// As the system names the programs in it.
    private static Path real(Path folder) {
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder;
        } catch (IOException e) {
            throw new LocalException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> there(Path folder, List<String> names) {
        return names.stream().map(folder::resolve).filter(Files::exists).toList();
    }

    public Path folder() {
        return folder;
    }

    /// How much disk space that is, in bytes.
    public long size() {
        return paths.stream().mapToLong(KeptData::size).sum();
    }

    private static long size(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            throw new LocalException(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Deletes it, and the folder when nothing else is in it.
    ///
    /// @return whether the folder is gone, too
    public boolean delete() {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try {
            deletePaths();
            try (Stream<Path> others = Files.list(folder)) {
                if (others.findAny().isPresent()) {
                    return false;
                }
            }
            return Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new LocalException(folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /// With the lock of the data folder in hand: none is started there meanwhile.
    private void deletePaths() throws IOException {
        boolean data = paths.contains(folder.resolve(DataLock.FILE));
        try (DataLock _ = data ? DataLock.take(folder) : null) {
            for (Path path : paths) {
                PrivateFiles.delete(path);
            }
        }
    }
}
