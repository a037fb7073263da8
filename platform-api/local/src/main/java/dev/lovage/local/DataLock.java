package dev.lovage.local;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/// One supervisor per data folder: a file that the system unlocks when its holder dies, however.
final class DataLock implements AutoCloseable {
    static final String FILE = "lock";

    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(Path data) throws IOException {
        Path file = PrivateFiles.folder(data).resolve(FILE);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        OptionalLong other = untilFree(channel, file);
        if (other.isPresent()) {
            channel.close();
            throw LocalException.alreadyRunning(data, other.getAsLong());
        }
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        return new DataLock(channel);
    }

    /// The process that runs the platform on `data` now.
    static OptionalLong holder(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return untilFree(channel, file);
        } catch (IOException e) {
            throw new LocalException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Takes the lock, or tells who has it. For a moment the one who has it is not written yet, or
    /// only looks whether it is free.
    private static OptionalLong untilFree(FileChannel channel, Path file) throws IOException {
        long end = System.nanoTime() + MOMENT.toNanos();
        while (tryLock(channel) == null) {
            String pid = Files.readString(file);
            if (!pid.isEmpty() && ProcessHandle.of(Long.parseLong(pid)).isPresent()) {
                return OptionalLong.of(Long.parseLong(pid));
            }
            if (System.nanoTime() > end) {
                throw new LocalException(
                        file + " is held by a process that does not say which; try again");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return OptionalLong.empty();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
