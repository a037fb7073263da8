package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.concurrent.TimeUnit.SECONDS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class DataLockTest {
    @TempDir private Path data;

    @Test
    void aSecondPlatformOnTheSameDataIsToldOfTheFirst() throws IOException {
        try (DataLock _ = DataLock.take(data)) {
            assertThatThrownBy(() -> DataLock.take(data))
                    .isInstanceOf(LocalException.class)
                    .hasMessageContaining("already (process " + ProcessHandle.current().pid() + ")")
                    .hasMessageContaining("lovage down");
        }
    }

    @Test
    void knowsItsHolderWhileItIsHeld() throws IOException {
        assertThat(DataLock.holder(data)).isEmpty();
        try (DataLock _ = DataLock.take(data)) {
            assertThat(DataLock.holder(data)).hasValue(ProcessHandle.current().pid());
        }
        assertThat(DataLock.holder(data)).isEmpty();
    }

    @Test
    void waitsUntilItsHolderHasSaidWhoItIs() throws Exception {
        Path file = data.resolve(DataLock.FILE);
        try (FileChannel other = FileChannel.open(file, CREATE, WRITE);
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            other.lock();
            Future<OptionalLong> holder = reader.submit(() -> DataLock.holder(data));
            Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
            assertThat(holder.get(20, SECONDS)).hasValue(ProcessHandle.current().pid());
        }
    }

    @Test
    void isTakenAfterAnotherHasOnlyLooked() throws Exception {
        Path file = data.resolve(DataLock.FILE);
        FileChannel looking = FileChannel.open(file, CREATE, WRITE);
        try (ExecutorService taker = Executors.newSingleThreadExecutor()) {
            looking.lock();
            Future<DataLock> lock = taker.submit(() -> DataLock.take(data));
            looking.close();
            lock.get(20, SECONDS).close();
        }
    }
}
