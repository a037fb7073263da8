package dev.lovage.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A built process of ours, `target/NAME-VERSION.jar` beside `target/lib`, as the images hold it.
public record Distribution(Path target) {
    private static final Pattern OURS =
            Pattern.compile("[a-z-]+-\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\.jar");

    /// The jar to run, once it is built.
    public Optional<Path> jar() {
        try (Stream<Path> files = Files.exists(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(f -> OURS.matcher(f.getFileName().toString()).matches())
                    .findFirst();
        } catch (IOException e) {
            throw new LocalException("Cannot list " + target, e);
        }
    }

    /// Puts a copy into `folder`, so that a build does not change what runs: snapshots are copied,
    /// released jars never change and are linked.
    public Path copyTo(Path folder) throws IOException {
        Path jar =
                jar().orElseThrow(() ->
                        new LocalException(target + " is not built: `mvn package` builds it"));
        PrivateFiles.delete(folder);
        copyLibraries(target.resolve("lib"), PrivateFiles.folder(folder.resolve("lib")));
        return Files.copy(jar, folder.resolve("app.jar"));
    }

    static void copyLibraries(Path from, Path to) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(from)) {
            jars = files.toList();
        }
        for (Path jar : jars) {
            Path copy = to.resolve(jar.getFileName());
            if (jar.getFileName().toString().endsWith("-SNAPSHOT.jar")) {
                Files.copy(jar, copy);
            } else {
                link(jar, copy);
            }
        }
    }

    private static void link(Path jar, Path copy) throws IOException {
        try {
            Files.createLink(copy, jar);
        } catch (FileSystemException | UnsupportedOperationException _) {
            // another file system
            Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
