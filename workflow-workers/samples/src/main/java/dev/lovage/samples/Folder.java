package dev.lovage.samples;

import dev.lovage.sdk.TaskFailure;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// A folder of the census: all regular files below it, no symbolic links, without the folders that
/// are left out by name.
record Folder(Path root, List<String> skip) {
    /// So many measures still travel in one run.
    static final int MOST_FILES = 5_000;

    /// Paths from the root, with slashes, in the order of `sort` in the C locale.
    List<String> files() throws IOException {
        var files = new ArrayList<String>();
        Files.walkFileTree(root, new Visitor(files));
        if (files.size() > MOST_FILES) {
            throw TaskFailure.of(
                            "TOO_MANY_FILES",
                            "%s holds more than %,d files: take a folder in it, or skip some"
                                    .formatted(root, MOST_FILES))
                    .permanent();
        }
        files.sort(Page.ORDER);
        return files;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final List<String> files;

        Visitor(List<String> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && skip.contains(String.valueOf(folder.getFileName()))
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files.add(root.relativize(file).toString().replace('\\', '/'));
            }
            return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
