package dev.lovage.console;

import static dev.lovage.console.Fixtures.step;

import dev.lovage.client.Run;
import dev.lovage.client.Run.Edge;
import dev.lovage.client.Run.Node;
import dev.lovage.client.Run.Notes;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A run that turns: a loop, a state graph with a cycle, a flow, and an approval that is waited
/// for.
record TurningRun(Fixtures all) {
    static final String TURNING = "release-train~01JD6W3TVRN1NG0PXYZ5Q8S2T7";

    void add() {
        var at = all.now.minusSeconds(900);
        all.runs.add(
                all.run(
                        TURNING,
                        "release-train",
                        2,
                        RunState.WAITING,
                        "marta",
                        at,
                        at.plusMillis(30),
                        null,
                        null));
        all.graphs.put(TURNING, new Run.Graph(nodes(), edges()));
        all.steps.put(TURNING, steps(at));
    }

    private static List<Node> nodes() {
        return List.of(
                Node.step("do", "chain", null, null, null, null),
                Node.step("do.0", "loop", "tries", null, null, "do"),
                Node.step("do.0.l.*", "chain", null, null, null, "do.0"),
                Node.step("do.0.l.*.0", "task", "build", null, "ci.build", "do.0.l.*"),
                Node.step("do.0.l.*.1", "task", "check", null, "ci.check", "do.0.l.*"),
                Node.step("do.1", "graph", "agent", "Write the notes", null, "do"),
                Node.step("do.1.n.*.plan", "task", null, "plan", "llm.plan", "do.1"),
                Node.step("do.1.n.*.write", "task", null, "write", "llm.write", "do.1"),
                Node.step("do.1.n.*.judge", "task", null, "judge", "llm.judge", "do.1"),
                Node.step("do.1.n.*.print", "task", null, "print", "doc.print", "do.1"),
                new Node(
                        "do.2",
                        "await",
                        "release",
                        "Release to production",
                        null,
                        "do",
                        Node.STEP,
                        new Notes(null, null, "2h")),
                Node.step("do.3", "flow", "roll", "Roll out", "roll-out", "do"));
    }

    private static List<Edge> edges() {
        return List.of(
                new Edge("do.0", "do.1"),
                new Edge("do.0.l.*.0", "do.0.l.*.1"),
                new Edge("do.1.n.*.plan", "do.1.n.*.write"),
                new Edge("do.1.n.*.write", "do.1.n.*.judge"),
                new Edge("do.1.n.*.judge", "do.1.n.*.plan"),
                new Edge("do.1.n.*.judge", "do.1.n.*.write"),
                new Edge("do.1.n.*.judge", "do.1.n.*.judge"),
                new Edge("do.1.n.*.judge", "do.1.n.*.print"),
                new Edge("do.1", "do.2"),
                new Edge("do.2", "do.3"));
    }

    private static List<Run.Step> steps(Instant at) {
        List<Run.Step> steps = new ArrayList<>();
        steps.add(step("do.0", "loop", StepState.SUCCEEDED, null, at, 90_000, null, null));
        for (int turn = 0; turn < 3; turn++) {
            var from = at.plusSeconds(30L * turn);
            var end = turn < 2 ? StepState.FAILED : StepState.SUCCEEDED;
            var build = "do.0.l." + turn + ".0";
            steps.add(
                    step(build, "task", StepState.SUCCEEDED, "ci.build", from, 9_000, null, null));
            steps.add(
                    step(
                            "do.0.l." + turn + ".1",
                            "task",
                            end,
                            "ci.check",
                            from.plusSeconds(9),
                            4_000,
                            null,
                            null));
        }
        steps.add(step("do.1", "graph", StepState.SUCCEEDED, null, at, 60_000, null, null));
        var nodes = List.of("plan", "write", "judge", "write", "judge", "print");
        for (int i = 0; i < nodes.size(); i++) {
            var path = "do.1.n." + i + "." + nodes.get(i);
            var from = at.plusSeconds(90 + 10L * i);
            steps.add(step(path, "task", StepState.SUCCEEDED, "llm", from, 8_000, null, null));
        }
        steps.add(rolledOut(at.plusSeconds(140)));
        steps.add(waiting(at.plusSeconds(150)));
        return steps;
    }

    /// A flow that went ahead, as another run.
    private static Run.Step rolledOut(Instant since) {
        return new Run.Step(
                "do.3",
                "flow",
                StepState.RUNNING,
                new Run.Work(
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Run.Flow("image-thumbnails", 1, Fixtures.FAILED)),
                new Run.StepTimes(since, null),
                0,
                null,
                null);
    }

    private static Run.Step waiting(Instant since) {
        return new Run.Step(
                "do.2",
                "await",
                StepState.WAITING,
                new Run.Work(null, null, null, "release", since.plusSeconds(7_200), null),
                new Run.StepTimes(since, null),
                0,
                null,
                null);
    }
}
