package dev.lovage.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The log file of one part, with its last lines in memory for when it fails.
final class PartLog {
    private static final int TAIL = 20;
    private static final long LARGEST = 10L << 20;

    private final String name;
    private final Path file;
    private final Output output;
    private final Deque<String> tail = new ArrayDeque<>();

    PartLog(String name, Path folder, Output output) {
        this.name = name;
        this.file = folder.resolve(name + ".log");
        this.output = output;
    }

    Path file() {
        return file;
    }

    /// Reads `lines` to their end, on a thread of its own.
    void follow(BufferedReader lines) {
        // reading from a process holds the thread beneath a virtual one
        Thread.ofPlatform().daemon().name(name + "-log").start(() -> copy(lines));
    }

    private void copy(BufferedReader lines) {
        try (lines;
                Writer log = open()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
                log.write('\n');
                log.flush();
                remember(line);
                output.line(name, line);
            }
        } catch (IOException e) {
            output.line(name, "its output can no longer be read: " + e.getMessage());
        }
    }

    /// The file of earlier starts goes on, or becomes `name.log.1` once it is large.
    private Writer open() throws IOException {
        if (Files.exists(file) && Files.size(file) > LARGEST) {
            Path older = file.resolveSibling(name + ".log.1");
            Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private synchronized void remember(String line) {
        tail.addLast(line);
        if (tail.size() > TAIL) {
            tail.removeFirst();
        }
    }

    synchronized List<String> tail() {
        return List.copyOf(tail);
    }
}
