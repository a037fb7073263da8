package dev.lovage.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Copies of charts whose hooks are ordinary objects: this way of calling Helm does not show hooks.
final class Unhooked {
    private static final Path COPIES = Path.of("target/charts");

    private Unhooked() {}

    static Path copy(Path chart) {
        var copy = COPIES.resolve(chart);
        try (Stream<Path> files = Files.walk(chart)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = COPIES.resolve(file);
                Files.createDirectories(target.getParent());
                Files.writeString(
                        target, Files.readString(file).replace("helm.sh/hook", "hook.helm.sh"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }
}
