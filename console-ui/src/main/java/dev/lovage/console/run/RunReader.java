package dev.lovage.console.run;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.ProblemException;
import dev.lovage.client.Run;
import dev.lovage.client.RunQuery;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads one run from the api, as often as asked; its graph only once.
final class RunReader {
    private static final int MOST_STEPS = 10_000;

    private final LovageClient client;
    private final String id;
    private Run.@Nullable Graph graph;

    RunReader(LovageClient client, String id) {
        this.client = client;
        this.id = id;
    }

    /// @param path the step to be read whole
    synchronized RunPicture read(@Nullable String path) {
        var run = client.run(id);
        if (graph == null) {
            graph = client.graph(id);
        }
        List<StepRow> steps = new ArrayList<>();
        String token = null;
        do {
            Page<Run.Step> page = client.steps(id, RunQuery.LARGEST_PAGE, token);
            page.items().forEach(step -> steps.add(StepRow.of(step)));
            token = page.nextPageToken();
        } while (token != null && steps.size() < MOST_STEPS);
        steps.sort(Comparator.comparing(StepRow::path));
        return new RunPicture(run, graph, steps, token != null, open(path));
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
