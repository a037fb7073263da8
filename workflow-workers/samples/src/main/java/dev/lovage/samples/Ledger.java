package dev.lovage.samples;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The outside world of the samples: what was done there, by key, one line each in a file that
/// several workers may share. What is written is on the disk before anyone hears of it.
@Singleton
final class Ledger {
    private final Path file;

    @Inject
    Ledger(SampleSettings settings) throws IOException {
        this(
                settings.ledger().isEmpty()
                        ? Files.createTempDirectory("lovage-samples").resolve("ledger")
                        : Path.of(settings.ledger()));
    }

    Ledger(Path file) {
        this.file = file;
    }

    /// What stands under the key.
    synchronized Optional<String> find(String key) {
        try (var channel = open()) {
            return Optional.ofNullable(entries(read(channel)).get(key));
        } catch (IOException e) {
            throw new UncheckedIOException("The samples' ledger cannot be read", e);
        }
    }

    /// Writes it, unless something stands there already.
    ///
    /// @return what stands there now
    synchronized String once(String key, String value) {
        return write(key, value, false);
    }

    /// Writes it, whatever stood there.
    synchronized void replace(String key, String value) {
        write(key, value, true);
    }

    /// The file is locked against other workers, this object against other threads.
    private String write(String key, String value, boolean over) {
        try (var channel = open();
                var _ = channel.lock()) {
            var lines = read(channel);
            var before = entries(lines).get(key);
            if (before != null && !over) {
                return before;
            }
            var line = plain(key) + "\t" + plain(value) + "\n";
            channel.truncate(lines.getBytes(StandardCharsets.UTF_8).length);
            channel.position(channel.size());
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException("The samples' ledger cannot be written", e);
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// All lines but a last one that a crash cut off.
    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // on with it
        }
        var text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private static Map<String, String> entries(String lines) {
        var entries = new LinkedHashMap<String, String>();
        lines.lines()
                .map(line -> line.split("\t", 2))
                .forEach(parts -> entries.put(parts[0], parts[1]));
        return entries;
    }

    private static String plain(String text) {
        if (text.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
            throw new IllegalArgumentException("The ledger holds no tabs and no line breaks");
        }
        return text;
    }
}
