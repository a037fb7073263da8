package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

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
}
