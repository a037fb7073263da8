package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class KeptDataTest {
    @TempDir private Path cache;

    @Test
    void deletesTheServersThatAllShareAndNothingElse() throws Exception {
        Files.createDirectories(cache.resolve("postgres/18"));
        Files.writeString(cache.resolve("postgres/18/initdb"), "12345");
        Path other = Files.writeString(cache.resolve("other"), "mine");

        KeptData kept = KeptData.shared(cache);

        assertThat(kept.size()).isEqualTo(5);
        assertThat(kept.delete()).isFalse();
        assertThat(cache.resolve("postgres")).doesNotExist();
        assertThat(other).hasContent("mine");
    }

    @Test
    void hasNothingToDeleteWhereNothingWasShared() {
        KeptData kept = KeptData.shared(cache.resolve("never"));

        assertThat(kept.size()).isZero();
        assertThat(kept.delete()).isTrue();
    }

    @Test
    void keepsTheServersThatRun() throws Exception {
        Path server = Files.createDirectories(cache.resolve("temporal")).resolve("server");
        Files.copy(Path.of("/bin/sleep").toRealPath(), server);
        assertThat(server.toFile().setExecutable(true)).isTrue();
        Process process = new ProcessBuilder(server.toString(), "60").start();
        try {
            assertThatThrownBy(() -> KeptData.shared(cache))
                    .isInstanceOf(LocalException.class)
                    .hasMessageContaining("process " + process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(KeptData.shared(cache).delete()).isTrue();
    }
}
