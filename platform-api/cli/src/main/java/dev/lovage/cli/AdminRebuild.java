package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Rebuild;
import dev.lovage.local.LocalException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// `lovage admin rebuild`
@Command(
        name = "rebuild",
        description = {
            "Make the read model of runs and steps again from the events that Kafka has, and put",
            "it in the place of the one there is, while everything runs. What Kafka does not know",
            "or no longer has is taken along as it is. Starts of runs wait for a moment at the end.",
            "It is for another number of partitions, or wrong rows."
        },
        mixinStandardHelpOptions = true)
final class AdminRebuild implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Option(names = "--status", description = "Only say how far the latest one is.")
    private boolean status;

    @Option(
            names = "--timeout",
            defaultValue = "1h",
            description = "How long to wait for it (default: ${DEFAULT-VALUE}); it goes on.")
    private Duration timeout = Duration.ofHours(1);

    @Mixin private final Connection connection = new Connection();
    @Mixin private final OutputOption output = new OutputOption();
    @Mixin private final Terminal terminal = new Terminal();

    @Override
    public Integer call() {
        try (LovageClient client = connection.open()) {
            Rebuild rebuild = status ? client.administration().rebuilt() : ended(client);
            terminal.out().println(output.json() ? output.print(rebuild) : text(rebuild));
            return rebuild.state() == Rebuild.State.FAILED ? Lovage.FAILED : Lovage.DONE;
        }
    }

    private Rebuild ended(LovageClient client) {
        Progress progress = Progress.on(terminal.err());
        Instant until = Instant.now().plus(timeout);
        Rebuild rebuild = client.administration().rebuild();
        while (rebuild.state() == Rebuild.State.RUNNING) {
            if (Instant.now().isAfter(until)) {
                throw new LocalException(
                        "The rebuild has not ended within %s, it goes on".formatted(timeout));
            }
            progress.update(text(rebuild));
            LockSupport.parkNanos(LOOK.toNanos());
            rebuild = client.administration().rebuilt();
        }
        progress.end();
        return rebuild;
    }

    static String text(Rebuild rebuild) {
        return switch (rebuild.state()) {
            case RUNNING ->
                    "%d of %d events applied"
                            .formatted(rebuild.progress().applied(), rebuild.progress().total());
            case DONE -> done(Objects.requireNonNull(rebuild.result()));
            case FAILED ->
                    "The rebuild failed, and the read model is as it was: " + rebuild.message();
        };
    }

    private static String done(Rebuild.Result result) {
        return "Rebuilt: %d runs, %d steps, %d rows differ from before, hash %s"
                .formatted(result.runs(), result.steps(), result.changed(), result.hash());
    }
}
