package dev.lovage.chaos;

import dev.lovage.events.RunState;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The times at which a schedule must have run, beside what it ran and what is shown of that.
///
/// @param shown the runs here, with their states
record Ledger(List<Instant> dues, List<Execution> executions, Map<String, RunState> shown) {
    Ledger {
        dues = List.copyOf(dues);
        executions = List.copyOf(executions);
        shown = Map.copyOf(shown);
    }

    /// Those of the times from `from` on and before `to`, with all executions to judge them by.
    Ledger between(Instant from, Instant to) {
        return new Ledger(
                dues.stream().filter(due -> !due.isBefore(from) && due.isBefore(to)).toList(),
                executions,
                shown);
    }

    private List<Execution> at(Instant due) {
        return executions.stream().filter(one -> one.due().equals(due)).toList();
    }

    /// Executions of these times.
    List<Execution> runs() {
        return dues.stream().flatMap(due -> at(due).stream()).toList();
    }

    /// Times without a run that the policy leaves out.
    List<Instant> skipped() {
        return missing().filter(this::excused).toList();
    }

    /// Times without a run, for no reason.
    List<Instant> lost() {
        return missing().filter(due -> !excused(due)).toList();
    }

    private Stream<Instant> missing() {
        return dues.stream().filter(due -> at(due).isEmpty());
    }

    private boolean excused(Instant due) {
        return executions.stream().anyMatch(one -> one.excuses(due));
    }

    /// Executions beyond the first of a time.
    List<Execution> doubled() {
        return dues.stream().flatMap(due -> at(due).stream().skip(1)).toList();
    }

    /// Executions at times that are none.
    List<Execution> untimely() {
        return executions.stream().filter(one -> !dues.contains(one.due())).toList();
    }

    /// Runs that are not shown here as Temporal has them.
    List<Execution> wrong() {
        return runs().stream().filter(one -> !rightlyShown(one)).toList();
    }

    private boolean rightlyShown(Execution one) {
        var here = shown.get(one.run());
        return here != null && (one.state().ended() ? here == one.state() : !here.ended());
    }

    /// Whether every run of Temporal, and no other, is shown as it is.
    boolean agrees() {
        return executions.stream().allMatch(this::rightlyShown)
                && shown.size() == executions.stream().map(Execution::run).distinct().count();
    }

    /// Whether every time was dealt with, and every run has ended and is shown so.
    boolean settled() {
        return lost().isEmpty()
                && agrees()
                && executions.stream().allMatch(one -> one.state().ended());
    }
}
