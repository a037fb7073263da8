package dev.lovage.server.run;

import dev.lovage.canvas.Rerun.Line;
import dev.lovage.canvas.Rerun.Plan;
import dev.lovage.canvas.Rerun.Why;
import dev.lovage.canvas.Rerun.Wish;
import dev.lovage.client.Rerun;

import java.util.stream.Collectors;

/// Plans of reruns as the contract has them.
final class RerunAnswers {
    private static final int MOST = 3;

    private RerunAnswers() {}

    static Rerun.Plan of(String run, Wish wish, String source, Plan plan) {
        return new Rerun.Plan(
                run,
                wish.from(),
                wish.only(),
                source,
                plan.lines().stream().map(RerunAnswers::step).toList());
    }

    private static Rerun.Step step(Line line) {
        return new Rerun.Step(line.path(), line.used(), line.again(), line.why(), sentence(line));
    }

    private static String sentence(Line line) {
        return switch (line.why()) {
            case DONE -> "It is used as it was.";
            case SKIPPED -> "It was skipped, and asks its `if` again.";
            case CHOSEN -> "It was asked for.";
            case ALL -> "All of it was asked for.";
            case AROUND -> "A step in it runs again.";
            case FOLLOWS -> "A step before it runs again.";
            case UNWELL -> "It ended as " + line.state() + ".";
            case NEVER -> "The run never came to it.";
            case GONE -> "Its value is not kept any more, or too large to be taken over.";
            case UNDONE -> "It was undone.";
            case INPUT -> "Its items come from the input, which is another one.";
            case LAST -> "It comes at the end in any case.";
        };
    }

    /// Where the run could be rerun from, after it never came so far: ` ...` or nothing.
    static String wayOut(Plan plan) {
        var unwell =
                plan.lines().stream()
                        .filter(line -> line.why() == Why.UNWELL)
                        .filter(line -> !line.path().contains("*"))
                        .limit(MOST)
                        .map(line -> "`" + line.path() + "`")
                        .collect(Collectors.joining(", "));
        return unwell.isEmpty() ? "" : " What did not end well: " + unwell + ".";
    }
}
