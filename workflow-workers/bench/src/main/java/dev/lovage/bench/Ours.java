package dev.lovage.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.client.Access.SignIn;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.local.Stack;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

    /// Saves a definition: steps that run one after the other.
    void save(String name, List<Map<String, Object>> steps) {
        var definition = Map.of("name", name, "queue", QUEUE, "do", steps);
        try {
            client.save(name, new ObjectMapper().writeValueAsString(definition));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Object workflow(String name, @Nullable Object input) {
        return result(client.start(name, Run.Start.with(input), null));
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
