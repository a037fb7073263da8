package dev.lovage.canvas.celery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page for people says what differs.
class CeleryDocTest {
    @ParameterizedTest
    @EnumSource
    void everyDifferenceIsOnThePage(Difference difference) throws IOException {
        assertThat(Files.readString(Path.of("CELERY.md"))).contains("\n* " + difference.sentence());
    }
}
