package dev.lovage.testkit;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The tasks of the examples in the READMEs.
public class Pictures {
    public record Picture(String path, long bytes) {}

    @Task(value = "pictures.find", description = "Finds the pictures in a folder.")
    public List<Picture> find(String folder) throws IOException {
        try (var files = Files.list(Path.of(folder))) {
            return files.map(file -> new Picture(file.toString(), file.toFile().length())).toList();
        }
    }

    @Task(value = "pictures.shrink", attempts = 3, backoff = "2s", timeout = "1m")
    public Picture shrink(String path, int width, TaskContext context) {
        if (width < 1) {
            throw TaskFailure.of("BAD_WIDTH", "A picture is at least 1 wide").permanent();
        }
        context.progress(1, 2, "reading");
        return new Picture(path + "-" + width, width);
    }

    @Task("pictures.publish")
    public String publish(String title, List<Picture> pictures) {
        return title + ": " + pictures.size();
    }
}
