package dev.lovage.chaos;

import static org.awaitility.Awaitility.await;

import dev.lovage.client.Access.SignIn;
import dev.lovage.client.Catalogue;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.client.ServiceToken;
import dev.lovage.local.Checkout;
import dev.lovage.local.Output;
import dev.lovage.local.PartStatus;
import dev.lovage.local.Plan;
import dev.lovage.local.Platform;
import dev.lovage.local.PlatformState;
import dev.lovage.local.Stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// A whole platform on a data folder of its own, whose parts can be killed and stopped.
final class Faulted implements AutoCloseable {
    private static final String SAMPLES = "workflow-workers/samples/src/main/resources/lovage";
    private static final String FAILPOINTS = "failpoints";
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final Plan plan;
    private final Platform platform;
    private final Stack stack;
    private final LovageClient client;
    private final Surroundings around;
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    private Faulted(
            Plan plan, Platform platform, Stack stack, LovageClient client, Surroundings around) {
        this.plan = plan;
        this.platform = platform;
        this.stack = stack;
        this.client = client;
        this.around = around;
    }

    /// Starts it with a door in every way, and points where it dies when it is told to.
    ///
    /// @param sink `host:port` that tasks may call
    static Faulted small(Path folder, String sink) throws IOException, InterruptedException {
        var plan = plan(folder);
        return started(plan, sink, Surroundings.small(plan));
    }

    /// The same with all that else can be disturbed.
    static Faulted whole(Path folder, String sink) throws IOException, InterruptedException {
        var plan = plan(folder);
        return started(plan, sink, Surroundings.whole(plan, folder));
    }

    private static Plan plan(Path folder) throws IOException {
        return Plan.beside(Files.createDirectory(folder.resolve("data")), Checkout.find());
    }

    private static Faulted started(Plan direct, String sink, Surroundings around)
            throws IOException, InterruptedException {
        var plan = direct.through(around.detours(sink, direct.data().resolve(FAILPOINTS)));
        try {
            return started(plan, around);
        } catch (IOException | InterruptedException | RuntimeException e) {
            around.close();
            throw e;
        }
    }

    private static Faulted started(Plan plan, Surroundings around)
            throws IOException, InterruptedException {
        var platform = Platform.prepare(plan, new Output(System.out, false));
        var stack = platform.start();
        try (var stranger = LovageClient.at(URI.create(stack.api()), () -> null)) {
            var session =
                    stranger.signIn(SignIn.with(stack.admin().name(), stack.admin().password()));
            var token = serviceToken(stack, session.accessToken());
            var client = LovageClient.at(URI.create(stack.api()), () -> token);
            await().atMost(PATIENCE)
                    .until(() -> client.workers().stream().anyMatch(Catalogue.Worker::alive));
            return new Faulted(plan, platform, stack, client, around);
        }
    }

    /// A session would end in the middle of a long test.
    private static String serviceToken(Stack stack, String session) {
        try (var admin = LovageClient.at(URI.create(stack.api()), () -> session)) {
            return token(admin);
        }
    }

    private static String token(LovageClient admin) {
        return admin.tokens()
                .create(ServiceToken.Create.of("chaos", List.of("admin"), null))
                .secret();
    }

    /// A token with all rights.
    String token() {
        return token(client);
    }

    Ways ways() {
        return around.ways();
    }

    Disks disks() {
        return around.disks();
    }

    /// The file that arms a point in that part.
    Path failpoint(String part, String point) {
        try {
            return Files.createDirectories(plan.data().resolve(FAILPOINTS).resolve(part))
                    .resolve(point);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Saves one of the samples.
    void sample(String name) throws IOException {
        var source = plan.checkout().root().resolve(SAMPLES).resolve(name + ".yaml");
        client.save(name, Files.readString(source));
    }

    LovageClient client() {
        return client;
    }

    Console console() {
        return Console.of(plan, stack);
    }

    Stack stack() {
        return stack;
    }

    /// That run has been ended in Temporal, past all of ours.
    void ended(String run) {
        over.add(run);
    }

    /// That run's history has been deleted in Temporal.
    void deleted(String run) {
        deleted.add(run);
        over.add(run);
    }

    Set<String> deleted() {
        return Set.copyOf(deleted);
    }

    /// Runs that are over, and that nobody but Temporal was told of.
    Set<String> over() {
        return Set.copyOf(over);
    }

    /// kill -9; returns when its successor serves.
    void kill(String part) {
        var pid = part(part).pid();
        awaitDeath(part, () -> signal("KILL", pid));
    }

    /// SIGTERM; returns when its successor serves.
    void stop(String part) {
        var pid = part(part).pid();
        awaitDeath(part, () -> signal("TERM", pid));
    }

    /// Does what lets the part die, and returns when its successor serves.
    void awaitDeath(String part, Deed deed) {
        var before = part(part);
        try {
            deed.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(PATIENCE)
                .until(() ->
                        part(part).pid() != before.pid()
                                && part(part).state() == PartStatus.State.SERVING);
    }

    void awaitServing(String part) {
        await().atMost(PATIENCE).until(() -> part(part).state() == PartStatus.State.SERVING);
    }

    /// Something that may fail.
    @FunctionalInterface
    interface Deed {
        void run() throws IOException;
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
        return parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    /// The names of all workers.
    List<String> workers() {
        return parts().stream()
                .map(PartStatus::name)
                .filter(it -> it.startsWith("worker"))
                .toList();
    }

    /// Every part as it is now.
    List<PartStatus> parts() {
        return PlatformState.of(plan.data()).orElseThrow().parts();
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
        around.close();
    }
}
