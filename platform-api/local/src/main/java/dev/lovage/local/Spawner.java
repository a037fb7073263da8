package dev.lovage.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts processes that die with this one, even when it is killed.
///
/// Linux ties the parent-death signal to the *thread* that forked, so one platform thread starts
/// them all and lives as long as the spawner. Each process leads a session of its own: Ctrl-C
/// reaches only the supervisor, which then stops them in order.
final class Spawner implements AutoCloseable {
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("spawner").factory());

    Process spawn(Part part) throws IOException, InterruptedException {
        try {
            return thread.submit(() -> builder(part).start()).get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot start " + part.name() + ": " + e.getCause(), e);
        }
    }

    private static ProcessBuilder builder(Part part) {
        Part.Command command = part.command();
        List<String> line = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig"));
        line.add(part.end().orphaned);
        line.addAll(command.line());
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        // our own variables are for us, and a part refuses settings it does not know
        builder.environment().keySet().removeIf(name -> name.startsWith("LOVAGE_"));
        builder.environment().putAll(command.environment());
        return builder.directory(command.folder().toFile());
    }

    static void ask(Process process, Part.Ending end) {
        try {
            // the shell's own kill: a small image has no other
            new ProcessBuilder("sh", "-c", "kill -" + end.signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
