package dev.lovage.engine;

import dev.lovage.engine.interpreter.CallStep;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;

/// The calls of a run that are not dispatched, but made in the worker that interprets it.
///
/// They keep their workflow task open, and what it asks for leaves only when it ends. So they are
/// made only while nothing else waits to leave, and not for long. Else one of them is dispatched,
/// as a *carrier*: it ends the workflow task, and those after it go on when it is back, which is
/// soon. Until then a crash repeats what was made in the task.
final class InlineCalls {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final int MOST_CALLS = 500;
    private static final long MOST_BYTES = 1024 * 1024;

    /// With results of full size they still fit into one answer to Temporal, which has 4 MiB.
    private static final int MOST_AT_ONCE = 16;

    private final Commands commands;
    private final SequencedSet<Dispatch> ready = new LinkedHashSet<>();
    private final Set<String> lacking = new HashSet<>();
    private @Nullable Dispatch carrier;
    private long carriedIn;
    private int open;
    private long task;
    private Instant since = Instant.MIN;
    private int calls;
    private long bytes;

    InlineCalls(Commands commands) {
        this.commands = commands;
    }

    boolean takes(CallStep step) {
        return step.inline() && !lacking.contains(step.task());
    }

    /// The call is made as soon as all that became ready with it is known.
    void join(Dispatch call) {
        ready.add(call);
    }

    /// A call that waits is no longer wanted.
    void leave(Dispatch call) {
        ready.remove(call);
    }

    /// This worker has no such task.
    void lack(String name) {
        lacking.add(name);
    }

    /// A call that was made here has ended.
    ///
    /// @param size of its result, in bytes
    void made(int size) {
        open--;
        bytes += size;
    }

    /// A call that was dispatched is back, or never left.
    void back(Dispatch call) {
        if (carrier == call) {
            carrier = null;
        }
    }

    /// Nothing more becomes ready together with what is: makes what may be made now.
    void settle() {
        if (task != commands.task()) {
            task = commands.task();
            since = commands.now();
            calls = 0;
            bytes = 0;
        }
        while (!ready.isEmpty() && open < MOST_AT_ONCE && !waits()) {
            var call = ready.removeFirst();
            if (commands.leaving() || isDue()) {
                carrier = call;
                carriedIn = task;
                call.carry();
            } else {
                open++;
                calls++;
                call.make();
            }
        }
    }

    private boolean waits() {
        return commands.gate().isClosed() || (carrier != null && carriedIn == task);
    }

    private boolean isDue() {
        return calls >= MOST_CALLS
                || bytes >= MOST_BYTES
                || !commands.now().isBefore(since.plus(LONGEST));
    }
}
