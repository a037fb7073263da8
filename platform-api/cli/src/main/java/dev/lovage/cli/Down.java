package dev.lovage.cli;

import dev.lovage.local.LocalException;
import dev.lovage.local.PlatformState;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `lovage down`: ends the platform that runs on a data folder.
@Command(
        name = "down",
        description = "Stop the platform on this machine, if one runs.",
        mixinStandardHelpOptions = true)
final class Down implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 20;

    @Mixin private final DataOption data = new DataOption();

    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() throws InterruptedException {
        Path folder = data.folder();
        Optional<PlatformState> running = PlatformState.of(folder);
        Optional<ProcessHandle> found = running.map(PlatformState::pid).flatMap(ProcessHandle::of);
        if (found.isEmpty()) {
            terminal.out().println("No platform runs on " + folder);
            return Lovage.DONE;
        }
        ProcessHandle supervisor = found.get();
        supervisor.destroy();
        try {
            supervisor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LocalException(
                    "The supervisor (process %d) does not end".formatted(supervisor.pid()), e);
        }
        terminal.out().println("Stopped. Its data stays in " + folder);
        return Lovage.DONE;
    }
}
