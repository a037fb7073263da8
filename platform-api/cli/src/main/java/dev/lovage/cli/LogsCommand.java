package dev.lovage.cli;

import dev.lovage.client.Log;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Page;
import dev.lovage.client.RunQuery;
import dev.lovage.events.LogLine.Level;
import dev.lovage.local.Harmless;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// `lovage logs`: what the tasks of a run logged.
@Command(
        name = "logs",
        description = {
            "Print what the tasks of a run logged, oldest first. Control characters and terminal",
            "escapes are left out; with --output json each line is a JSON object, as it was written."
        },
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(20);

    /// What a task logged at its end is stored within a moment: the run has ended, and no line came
    /// for so long.
    private static final Duration QUIET = Duration.ofMillis(400);

    /// However many there are.
    private static final Duration STRAGGLERS = Duration.ofSeconds(30);

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Option(
            names = "--step",
            paramLabel = "PATH",
            description = "Only of this step and those within it, such as do.1 (default: all).")
    private @Nullable String step;

    @Option(
            names = "--level",
            description = "The least level: ${COMPLETION-CANDIDATES} (default: TRACE).")
    private @Nullable Level level;

    @Option(
            names = {"-q", "--containing"},
            paramLabel = "TEXT",
            description = "Only lines with this text, in whatever case (default: all).")
    private @Nullable String text;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is logged until the run has ended.")
    private boolean follow;

    @Mixin private final Connection connection = new Connection();
    @Mixin private final OutputOption output = new OutputOption();
    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        Log.Filter filter = new Log.Filter(step, level, text);
        PrintWriter out = terminal.out();
        try (LovageClient client = connection.open()) {
            String last = stored(client, filter, out);
            if (follow) {
                follow(client, filter, last, out);
            }
            return Lovage.DONE;
        }
    }

    /// Gives the id of the last line.
    private String stored(LovageClient client, Log.Filter filter, PrintWriter out) {
        String last = "";
        String token = null;
        do {
            Page<Log> page = client.logs(run, filter, false, RunQuery.LARGEST_PAGE, token);
            page.items().forEach(line -> print(line, out));
            last = page.items().isEmpty() ? last : page.items().getLast().id();
            token = page.nextPageToken();
        } while (token != null);
        return last;
    }

    private void follow(LovageClient client, Log.Filter filter, String last, PrintWriter out) {
        AtomicLong printed = new AtomicLong();
        Log.Listener listener =
                line -> {
                    print(line, out);
                    printed.incrementAndGet();
                };
        try (var _ = client.followLogs(run, filter, last, listener)) {
            while (!client.briefly(run, LOOK).state().ended()) {
                terminal.err().flush();
            }
            awaitQuiet(printed);
        }
    }

    private static void awaitQuiet(AtomicLong printed) {
        long end = System.nanoTime() + STRAGGLERS.toNanos();
        long before = -1;
        while (before != printed.get() && System.nanoTime() < end) {
            before = printed.get();
            LockSupport.parkNanos(QUIET.toNanos());
        }
    }

    private void print(Log line, PrintWriter out) {
        synchronized (out) {
            if (output.json()) {
                out.println(output.line(line));
            } else {
                out.printf(
                        "%s %-5s %s#%d %s%n",
                        line.at(),
                        line.level(),
                        Harmless.text(line.path()),
                        line.attempt(),
                        Harmless.text(line.message()));
            }
            out.flush();
        }
    }
}
