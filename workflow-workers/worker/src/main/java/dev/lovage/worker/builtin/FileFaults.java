package dev.lovage.worker.builtin;

import dev.lovage.sdk.TaskFailure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/// Why a file or a folder cannot be read, as failures of a task.
final class FileFaults {
    private FileFaults() {}

    static TaskFailure noFile(String path) {
        return TaskFailure.of(
                        "FILE_IS_FOLDER",
                        path
                                + " is a folder: files.list names the files in it, one of which can be read")
                .permanent();
    }

    static TaskFailure noFolder(String path) {
        return TaskFailure.of(
                        "FILE_IS_NO_FOLDER",
                        path + " is a file: read it with files.read, or list the folder it is in")
                .permanent();
    }

    /// What the system said, without Java's words.
    static TaskFailure unreadable(String path, IOException e) {
        if (e instanceof AccessDeniedException) {
            return TaskFailure.of(
                            "FILE_UNREADABLE",
                            "The worker may not read all of %s: give its user the right to, or name something else"
                                    .formatted(path))
                    .permanent()
                    .because(e);
        }
        var why = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : "";
        return TaskFailure.of(
                        "FILE_UNREADABLE",
                        "%s could not be read%s; it may have gone or changed meanwhile"
                                .formatted(path, why.isEmpty() ? "" : " (" + why + ")"))
                .because(e);
    }
}
