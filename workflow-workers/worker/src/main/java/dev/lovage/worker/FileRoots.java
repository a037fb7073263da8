package dev.lovage.worker;

import dev.lovage.sdk.TaskFailure;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The folders below which tasks may read files: `lovage.files.roots`. Ask it for every path that
/// comes from a canvas.
@Singleton
public final class FileRoots {
    /// The code of the failure of a path outside.
    public static final String FILE_FORBIDDEN = "FILE_FORBIDDEN";

    /// The code of the failure of a path where nothing is.
    public static final String FILE_NOT_FOUND = "FILE_NOT_FOUND";

    private static final String WAY_OUT = "; the worker's setting lovage.files.roots names them";

    /// As they were named, and where they really are.
    private final List<Path> roots;

    @Inject
    FileRoots(Settings.Files settings) {
        this(settings.roots().stream().filter(r -> !r.isBlank()).map(r -> Path.of(r.strip())));
    }

    private FileRoots(Stream<Path> roots) {
        this.roots =
                roots.map(root -> root.toAbsolutePath().normalize())
                        .flatMap(root -> Stream.of(root, real(root)))
                        .distinct()
                        .toList();
    }

    /// Open are these folders.
    public static FileRoots of(Path... folders) {
        return new FileRoots(Stream.of(folders));
    }

    /// The file or folder that is meant, without any symbolic link in it. A relative path counts
    /// from the first of the folders.
    ///
    /// Throws a [TaskFailure] where it is outside of them all, or does not exist.
    public Path resolve(String path) {
        if (roots.isEmpty()) {
            throw forbidden(path + ": no folder is open to tasks");
        }
        try {
            var meant = roots.getFirst().resolve(path).normalize();
            var real = inside(meant) ? meant.toRealPath() : meant;
            if (!inside(real)) {
                throw forbidden(path + " is not in a folder that is open to tasks");
            }
            return real;
        } catch (IOException | InvalidPathException e) {
            throw TaskFailure.of(FILE_NOT_FOUND, "There is no " + path + " that can be read")
                    .permanent()
                    .because(e);
        }
    }

    private boolean inside(Path path) {
        return roots.stream().anyMatch(path::startsWith);
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException _) {
            return root;
        }
    }

    private static TaskFailure forbidden(String what) {
        return TaskFailure.of(FILE_FORBIDDEN, what + WAY_OUT).permanent();
    }
}
