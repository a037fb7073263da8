package dev.lovage.worker.builtin;

import static java.util.Objects.requireNonNull;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskFailure;
import dev.lovage.worker.FileRoots;

import jakarta.inject.Singleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `files.list` and `files.read`.
@Singleton
final class FileTasks {
    private static final int MOST_FILES = 10_000;

    /// As base64 what still travels in place.
    private static final int USUAL_BYTES = 90 * 1024;

    /// As base64 still less than a task may return.
    private static final int MOST_BYTES = 7 * 1024 * 1024;

    private final FileRoots roots;

    FileTasks(FileRoots roots) {
        this.roots = roots;
    }

    /// A file that was found. Its path counts from the folder that was listed, with slashes.
    record Found(String path, long bytes) {}

    /// What stands in a file.
    record Content(String content, int bytes, Form form) {}

    /// How the content of a file is given.
    enum Form {
        TEXT,
        BASE64
    }

    @Task(
            value = "files.list",
            description = "The files in a folder, sorted by path. Follows no symbolic links.")
    public List<Found> list(
            String folder,
            Optional<String> suffix,
            Optional<Boolean> recursive,
            Optional<Integer> limit) {
        var start = roots.resolve(folder);
        if (!Files.isDirectory(start)) {
            throw FileFaults.noFolder(folder);
        }
        var most = Math.clamp(limit.orElse(MOST_FILES), 0, MOST_FILES);
        try (var all = Files.walk(start, recursive.orElse(true) ? Integer.MAX_VALUE : 1)) {
            var found =
                    all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .filter(file -> file.toString().endsWith(suffix.orElse("")))
                            .limit(most + 1L)
                            .map(file -> found(start, file))
                            .sorted(Comparator.comparing(Found::path))
                            .toList();
            if (found.size() > most) {
                throw tooMany(most);
            }
            return found;
        } catch (UncheckedIOException e) {
            throw FileFaults.unreadable(folder, requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw FileFaults.unreadable(folder, e);
        }
    }

    @Task(value = "files.read", description = "What stands in a file, as text (UTF-8) or base64.")
    public Content read(String path, Optional<Form> form, Optional<Integer> maxBytes) {
        var most = Math.clamp(maxBytes.orElse(USUAL_BYTES), 0, MOST_BYTES);
        var bytes = bytes(path, roots.resolve(path), most + 1);
        if (bytes.length > most) {
            throw TaskFailure.of(
                            "FILE_TOO_LARGE",
                            "%s has more than %,d bytes; maxBytes may be up to %,d"
                                    .formatted(path, most, MOST_BYTES))
                    .permanent();
        }
        return switch (form.orElse(Form.TEXT)) {
            case TEXT -> new Content(text(path, bytes), bytes.length, Form.TEXT);
            case BASE64 ->
                    new Content(
                            Base64.getEncoder().encodeToString(bytes), bytes.length, Form.BASE64);
        };
    }

    private static byte[] bytes(String path, Path file, int most) {
        if (Files.isDirectory(file)) {
            throw FileFaults.noFile(path);
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw FileFaults.unreadable(path, e);
        }
    }

    private static Found found(Path start, Path file) {
        try {
            var path = start.relativize(file).toString().replace('\\', '/');
            return new Found(path, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TaskFailure tooMany(int most) {
        return TaskFailure.of(
                        "TOO_MANY_FILES",
                        "There are more than %,d files: name a folder below it, or a suffix; limit may be up to %,d"
                                .formatted(most, MOST_FILES))
                .permanent();
    }

    private static String text(String path, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw TaskFailure.of("NOT_TEXT", path + " is not UTF-8: read it with form BASE64")
                    .permanent()
                    .because(e);
        }
    }
}
