package dev.lovage.console.run;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.ProblemException;
import dev.lovage.client.Run;
import dev.lovage.client.RunQuery;
import dev.lovage.console.look.News;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads one run from the api, as often as asked: its graph only once, a step when it changed.
final class RunReader {
    private static final int MOST_STEPS = 10_000;

    private final LovageClient client;
    private final String id;
    private final SortedMap<StepPath, StepRow> steps = new TreeMap<>();
    private Run.@Nullable Graph graph;
    private boolean more;

    RunReader(LovageClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /// @param news what has changed since it was read before
    /// @param path the step to be read whole
    synchronized RunPicture read(News news, @Nullable String path) {
        var run = client.run(id);
        if (graph == null) {
            graph = client.graph(id);
        }
        switch (news) {
            case News.Changes(var changed) when !more && changed.containsKey(id) ->
                    again(changed.get(id));
            case News.Changes _, News.Everything _ -> all();
        }
        return new RunPicture(run, graph, List.copyOf(steps.values()), more, open(path));
    }

    private void all() {
        steps.clear();
        String token = null;
        do {
            Page<Run.Step> page = client.steps(id, RunQuery.LARGEST_PAGE, token);
            page.items().forEach(this::put);
            token = page.nextPageToken();
        } while (token != null && steps.size() < MOST_STEPS);
        more = token != null;
    }

    private void again(Set<String> paths) {
        client.steps(id, paths).forEach(this::put);
    }

    private void put(Run.Step step) {
        var row = StepRow.of(step);
        steps.put(row.path(), row);
    }

    private RunPicture.@Nullable OpenStep open(@Nullable String path) {
        if (path == null) {
            return null;
        }
        if (new StepPath(path).many()) {
            return new RunPicture.OpenStep(path, null);
        }
        try {
            return new RunPicture.OpenStep(path, client.step(id, path));
        } catch (ProblemException e) {
            if (e.problem().status() == 404) {
                return new RunPicture.OpenStep(path, null);
            }
            throw e;
        }
    }
}
