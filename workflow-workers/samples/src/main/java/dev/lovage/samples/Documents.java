package dev.lovage.samples;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskFailure;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A tool of `research-agent`: finds passages of the documents it was given, on threads of its own.
@Singleton
public final class Documents {
    private static final int MOST = 8;
    private static final int FEW = 4;
    private static final List<String> SKIPPED = List.of("target", "node_modules", ".git");

    private final SampleSettings settings;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    2, Thread.ofPlatform().name("search-", 0).daemon().factory());
    private @Nullable DocumentIndex index;

    Documents(SampleSettings settings) {
        this.settings = settings;
    }

    @Task(
            value = "search",
            description =
                    "Finds passages of the project's own documents. Give the words that a good"
                            + " passage would have.",
            timeout = "60s",
            never = "NO_DOCUMENTS")
    public List<Passage> search(String query, Optional<Integer> limit) throws IOException {
        int most = Math.clamp(limit.orElse(FEW), 1, MOST);
        return index().find(query, most);
    }

    /// Made for the first question, and kept as long as the worker.
    private synchronized DocumentIndex index() throws IOException {
        var known = index;
        if (known == null) {
            known = new DocumentIndex(passages(Path.of(settings.documents())), threads);
            index = known;
        }
        return known;
    }

    private static List<Passage> passages(Path folder) throws IOException {
        if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
            throw TaskFailure.of(
                            "NO_DOCUMENTS",
                            "Whoever runs the worker names a folder with Markdown in"
                                    + " SAMPLES_DOCUMENTS")
                    .permanent();
        }
        var passages = new ArrayList<Passage>();
        for (var path : new Folder(folder, SKIPPED).files()) {
            if (path.endsWith(".md")) {
                passages.addAll(Passage.of(path, Files.readString(folder.resolve(path))));
            }
        }
        return passages;
    }

    @PreDestroy
    synchronized void close() throws IOException {
        threads.shutdownNow();
        if (index != null) {
            index.close();
        }
    }
}
