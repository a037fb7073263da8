package dev.lovage.bench;

import dev.lovage.client.Access.SignIn;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.local.Stack;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/// Asks for work as anyone would: over REST, started and awaited.
final class Ours implements AutoCloseable {
    static final String QUEUE = "bench";
    private static final Duration WAIT = Duration.ofSeconds(55);

    private final LovageClient client;

    private Ours(LovageClient client) {
        this.client = client;
    }

    static Ours at(Stack stack) {
        var base = URI.create(stack.api());
        try (var stranger = LovageClient.at(base, () -> null)) {
            var admin = stack.admin();
            var session = stranger.signIn(SignIn.with(admin.name(), admin.password()));
            return new Ours(LovageClient.at(base, session::accessToken));
        }
    }

    boolean serves(String task) {
        return client.tasks().stream().anyMatch(known -> known.name().equals(task));
    }

    Object task(String task) {
        return result(
                client.startTask(task, new Run.StartTask(List.of(), null, null, null, null), null));
    }

    /// Saves a definition of one task again and again, each when the one before has ended.
    void save(String name, String task, Object argument, int times) {
        var call = "{\"task\": \"%s\", \"args\": [%s]}".formatted(task, argument);
        client.save(
                name,
                "{\"name\": \"%s\", \"queue\": \"%s\", \"do\": [%s]}"
                        .formatted(
                                name, QUEUE, String.join(",", Collections.nCopies(times, call))));
    }

    Object workflow(String name) {
        return result(client.start(name, Run.Start.with(null), null));
    }

    private Object result(Run.Accepted run) {
        var result = client.result(run.id(), WAIT);
        if (result.state() != RunState.SUCCEEDED || result.result() == null) {
            throw new IllegalStateException(run.id() + " is " + result.state() + result.error());
        }
        return result.result();
    }

    @Override
    public void close() {
        client.close();
    }
}
