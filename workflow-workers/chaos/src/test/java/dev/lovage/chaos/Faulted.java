package dev.lovage.chaos;

import static org.awaitility.Awaitility.await;

import dev.lovage.client.Access.SignIn;
import dev.lovage.client.Catalogue;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.local.Checkout;
import dev.lovage.local.Output;
import dev.lovage.local.PartStatus;
import dev.lovage.local.Plan;
import dev.lovage.local.Platform;
import dev.lovage.local.PlatformState;
import dev.lovage.local.Stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/// A whole platform on a data folder of its own, whose parts can be killed and stopped.
final class Faulted implements AutoCloseable {
    private static final String SAMPLES = "workflow-workers/samples/src/main/resources/lovage";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final Platform platform;
    private final Stack stack;
    private final LovageClient client;
    private final Console console;

    private Faulted(
            Path data, Platform platform, Stack stack, LovageClient client, Console console) {
        this.data = data;
        this.platform = platform;
        this.stack = stack;
        this.client = client;
        this.console = console;
    }

    /// Starts it with one of the samples, and signs in as its admin.
    static Faulted in(Path data, String sample) throws IOException, InterruptedException {
        var checkout = Checkout.find();
        var plan = Plan.beside(data, checkout);
        var platform = Platform.prepare(plan, new Output(System.out, false));
        var stack = platform.start();
        try (var stranger = LovageClient.at(URI.create(stack.api()), () -> null)) {
            var session =
                    stranger.signIn(SignIn.with(stack.admin().name(), stack.admin().password()));
            var client = LovageClient.at(URI.create(stack.api()), session::accessToken);
            await().atMost(PATIENCE)
                    .until(() -> client.workers().stream().anyMatch(Catalogue.Worker::alive));
            var source = checkout.root().resolve(SAMPLES).resolve(sample + ".yaml");
            client.save(sample, Files.readString(source));
            return new Faulted(data, platform, stack, client, Console.of(plan, stack));
        }
    }

    LovageClient client() {
        return client;
    }

    Console console() {
        return console;
    }

    Stack stack() {
        return stack;
    }

    /// kill -9; the supervisor starts it again.
    void kill(String part) {
        var before = part(part);
        signal("KILL", before.pid());
        await().atMost(PATIENCE)
                .until(() ->
                        part(part).pid() != before.pid()
                                && part(part).state() == PartStatus.State.SERVING);
    }

    /// SIGSTOP: alive for the system, silent for everyone, until [#resume].
    void freeze(String part) {
        signal("STOP", part(part).pid());
    }

    void resume(String part) {
        signal("CONT", part(part).pid());
    }

    private static void signal(String name, long pid) {
        try {
            var kill =
                    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -" + name + " " + pid + " failed");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private PartStatus part(String name) {
        return PlatformState.of(data).orElseThrow().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Waits until the read model shows the run so.
    Run awaitRun(String id, Duration patience, Predicate<Run> wanted) {
        return await().atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> client.run(id),
                        run -> run.seen().source().equals("projection") && wanted.test(run));
    }

    @Override
    public void close() throws IOException {
        client.close();
        platform.close();
    }
}
