package dev.lovage.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Which process listens on a port, as far as Linux lets us see it.
final class PortHolder {
    private static final String LISTEN = "0A";
    private static final int LONGEST = 160;

    private PortHolder() {}

    /// A phrase for a message: `process 4711 (java -jar app.jar)`.
    static String of(int port) {
        return inode(port).flatMap(PortHolder::owner).orElse("a process of another user");
    }

    private static Optional<String> inode(int port) {
        String suffix = ":%04X".formatted(port);
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : lines(Path.of(table))) {
                String[] field = line.trim().split("\\s+", -1);
                if (field.length > 9 && field[1].endsWith(suffix) && field[3].equals(LISTEN)) {
                    return Optional.of(field[9]);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }

    private static Optional<String> owner(String inode) {
        String socket = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process.resolve("fd"), socket)) {
                    return Optional.of(describe(process));
                }
            }
        } catch (IOException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path descriptors, String socket) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException _) {
            return false;
        }
        return false;
    }

    private static String describe(Path process) throws IOException {
        String command = Files.readString(process.resolve("cmdline")).replace('\0', ' ').trim();
        String shown = command.length() > LONGEST ? command.substring(0, LONGEST) + "…" : command;
        return "process %s (%s)".formatted(process.getFileName(), shown);
    }
}
