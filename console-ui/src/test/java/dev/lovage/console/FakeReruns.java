package dev.lovage.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import dev.lovage.canvas.Rerun.Why;
import dev.lovage.client.Problem;
import dev.lovage.client.Rerun;
import dev.lovage.client.Run;
import dev.lovage.console.FakeApi.Reply;
import dev.lovage.events.RunState;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Reruns at the fake api, of the run that failed in a group.
final class FakeReruns {
    private final Fixtures data;
    private final ObjectMapper json;

    /// Every rerun that was asked for.
    final List<Rerun> asked = new CopyOnWriteArrayList<>();

    FakeReruns(Fixtures data, ObjectMapper json) {
        this.data = data;
        this.json = json;
    }

    Reply plan(Run run, Map<String, String> query) {
        var from = query.get("from");
        var only = query.get("only");
        if (from == null && only == null) {
            return new Reply(
                    200,
                    new Rerun.Plan(
                            run.id(),
                            null,
                            null,
                            "none",
                            List.of(step("do", 0, 1, Why.ALL, "All of it was asked for."))));
        }
        return new Reply(
                200,
                new Rerun.Plan(
                        run.id(),
                        from,
                        only,
                        "temporal",
                        List.of(
                                step("do.0", 1, 0, Why.DONE, "It is used as it was."),
                                step("do.1", 0, 1, Why.AROUND, "A step in it runs again."),
                                step("do.1.g.wide", 0, 1, Why.CHOSEN, "It was asked for."),
                                step("do.1.g.small", 1, 0, Why.DONE, "It is used as it was."),
                                step("do.1.g.icon", 1, 0, Why.DONE, "It is used as it was."),
                                step("do.2", 0, 1, Why.FOLLOWS, "A step before it runs again."))));
    }

    private static Rerun.Step step(String path, int used, int again, Why why, String sentence) {
        return new Rerun.Step(path, used, again, why, sentence);
    }

    Reply start(Run run, HttpExchange exchange) throws IOException {
        var rerun = json.readValue(exchange.getRequestBody(), Rerun.class);
        if (rerun.input() instanceof Map<?, ?> input && "atlantis".equals(input.get("folder"))) {
            return FakeApi.problem(
                    422,
                    "INPUT_INVALID",
                    "The input does not fit.",
                    List.of(
                            new Problem.Detail(
                                    "/input/folder", "NOT_FOUND", "There is no such folder.")));
        }
        asked.add(rerun);
        var id = run.workflow() + "~01JD6RERUN%016d".formatted(asked.size());
        var of = new Rerun.Of(run.id(), rerun.from(), rerun.only());
        synchronized (data) {
            data.runs.addFirst(
                    new Run(
                            id,
                            run.workflow(),
                            run.revision(),
                            RunState.QUEUED,
                            new Run.Trigger("console", "admin", List.of(), "media", of),
                            new Run.Times(Instant.now(), null, null),
                            null,
                            run.seen()));
        }
        return new Reply(
                202, new Run.Accepted(id, run.workflow(), run.revision(), RunState.QUEUED));
    }
}
