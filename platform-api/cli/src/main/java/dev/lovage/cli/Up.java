package dev.lovage.cli;

import dev.lovage.local.LocalException;
import dev.lovage.local.Plan;
import dev.lovage.local.PlatformState;
import dev.lovage.local.Stack;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/// `lovage up`: the whole platform on this machine, until Ctrl-C.
@Command(
        name = "up",
        description = "Start the whole platform on this machine.",
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {
    /// Temporal's server may have to be built first.
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final long LOOK_MILLIS = 200;

    @Mixin private final PlanOptions options = new PlanOptions();

    @Option(names = "--detach", description = "Return when it is ready; `lovage down` ends it.")
    private boolean detach;

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = options.plan();
        Optional<PlatformState> running = PlatformState.of(plan.data());
        if (running.isPresent()) {
            throw LocalException.alreadyRunning(plan.data(), running.get().pid());
        }
        List<String> supervise = new ArrayList<>(List.of("supervise"));
        supervise.addAll(options.words());
        SelfCopy copy = new SelfCopy(plan.data().resolve("app/cli"));
        return detach
                ? detached(plan, copy, supervise)
                : SelfCopy.await(copy.attached(supervise).start());
    }

    private int detached(Plan plan, SelfCopy copy, List<String> supervise)
            throws IOException, InterruptedException {
        boolean first = !Stack.isIn(plan.data());
        Path log = Files.createDirectories(plan.data().resolve("logs")).resolve("lovage.log");
        Files.deleteIfExists(log);
        Process process = copy.detached(supervise, log).start();
        PrintWriter out = terminal.out();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new LocalException(
                        "The platform has not started:\n" + Files.readString(log).strip());
            }
            if (PlatformState.of(plan.data()).filter(PlatformState::ready).isPresent()) {
                out.println(Ready.message(Stack.read(plan.data()), plan.extent(), first));
                return Lovage.DONE;
            }
        }
        process.destroy();
        throw new LocalException("The platform was not ready in time, see " + log);
    }
}
