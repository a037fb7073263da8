package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class DistributionTest {
    @TempDir private Path folder;

    private Path target;

    @BeforeEach
    void build() throws IOException {
        target = Files.createDirectories(folder.resolve("target"));
        Files.createDirectories(target.resolve("lib"));
        Files.writeString(target.resolve("server-0.1.0-SNAPSHOT.jar"), "app 1");
        Files.writeString(target.resolve("server-0.1.0-SNAPSHOT-tests.jar"), "tests");
        Files.writeString(target.resolve("lib/canvas-0.1.0-SNAPSHOT.jar"), "canvas 1");
        Files.writeString(target.resolve("lib/jackson-core-2.22.4.jar"), "jackson");
    }

    @Test
    void aCopyDoesNotChangeWhenItIsBuiltAgainInPlace() throws IOException {
        Path jar = new Distribution(target).copyTo(folder.resolve("app"));

        Files.writeString(target.resolve("server-0.1.0-SNAPSHOT.jar"), "app 2");
        Files.writeString(target.resolve("lib/canvas-0.1.0-SNAPSHOT.jar"), "canvas 2");

        assertThat(jar).hasContent("app 1");
        assertThat(folder.resolve("app/lib/canvas-0.1.0-SNAPSHOT.jar")).hasContent("canvas 1");
    }

    @Test
    void linksWhatWasReleased() throws IOException {
        new Distribution(target).copyTo(folder.resolve("app"));

        assertThat(
                        Files.isSameFile(
                                folder.resolve("app/lib/jackson-core-2.22.4.jar"),
                                target.resolve("lib/jackson-core-2.22.4.jar")))
                .isTrue();
    }

    @Test
    void replacesAnOlderCopyWhole() throws IOException {
        Path old = Files.createDirectories(folder.resolve("app/lib")).resolve("gone-1.0.0.jar");
        Files.writeString(old, "old");

        new Distribution(target).copyTo(folder.resolve("app"));

        assertThat(old).doesNotExist();
    }

    @Test
    void saysWhatIsNotBuilt() {
        Path missing = folder.resolve("elsewhere/target");

        assertThatThrownBy(() -> new Distribution(missing).copyTo(folder.resolve("app")))
                .isInstanceOf(LocalException.class)
                .hasMessageContaining(missing + " is not built");
    }
}
