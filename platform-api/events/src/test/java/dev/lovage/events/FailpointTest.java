package dev.lovage.events;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FailpointTest {
    @TempDir private Path folder;

    @AfterEach
    void disarm() {
        System.clearProperty("lovage.failpoints");
    }

    @Test
    void isNothingUnlessAFolderIsNamed() throws IOException {
        Files.writeString(folder.resolve("here"), "fail");

        assertThatCode(() -> Failpoint.reach("here")).doesNotThrowAnyException();
    }

    @Test
    void failsOnceWhereItIsArmed() throws IOException {
        System.setProperty("lovage.failpoints", folder.toString());
        Files.writeString(folder.resolve("here"), "fail\n");

        assertThatCode(() -> Failpoint.reach("there")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Failpoint.reach("here"))
                .isInstanceOf(Failpoint.Reached.class)
                .hasMessageContaining("here");
        assertThatCode(() -> Failpoint.reach("here")).doesNotThrowAnyException();
    }
}
