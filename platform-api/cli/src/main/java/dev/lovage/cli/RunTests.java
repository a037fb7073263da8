package dev.lovage.cli;

import dev.lovage.local.Checkout;
import dev.lovage.local.LocalException;
import dev.lovage.local.Output;
import dev.lovage.local.Plan;
import dev.lovage.local.Platform;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The two halves of `lovage test`: unit tests while the servers are made ready, then the tests
/// that need them, against a platform that ends with this process.
@Command(name = "run-tests", hidden = true)
final class RunTests implements Callable<Integer> {
    private Path data = Path.of("");

    @Parameters(index = "1", arity = "0..1")
    private @Nullable String only;

    private final Output output = Output.to(System.out);

    @Parameters(index = "0")
    void data(Path folder) {
        data = folder;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Checkout checkout = Checkout.find();
        CompletableFuture<Void> servers = CompletableFuture.runAsync(this::fetchServers);
        List<String> first = Maven.line("clean", "package");
        if (only != null) {
            first.add("-DskipTests");
        }
        int code = Maven.run(checkout, first);
        if (code != 0) {
            return Lovage.FAILED;
        }
        awaitServers(servers);
        return withPlatform(checkout);
    }

    private void fetchServers() {
        try {
            Platform.fetch(Plan.sharedCache(), output);
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static void awaitServers(CompletableFuture<Void> servers) {
        try {
            servers.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LocalException local
                    ? local
                    : new LocalException("Temporal's server cannot be had: " + e.getCause(), e);
        }
    }

    private int withPlatform(Checkout checkout) throws IOException, InterruptedException {
        Plan plan = Plan.beside(data, checkout);
        Platform platform = Platform.prepare(plan, quiet());
        Thread hook = new Thread(() -> close(platform));
        Runtime.getRuntime().addShutdownHook(hook);
        output.say("starting a platform in " + data);
        Samples.apply(plan, platform.start(), output);
        platform.announce();
        List<String> second = Maven.line("verify", "-Dlovage.stack=" + data);
        if (only == null) {
            second.addAll(List.of("-Dtest=None", "-Dsurefire.failIfNoSpecifiedTests=false"));
        } else {
            second.addAll(List.of("-pl", only, "-am"));
        }
        int code = Maven.run(checkout, second);
        output.say(code == 0 ? "all tests passed" : "failed; the logs are in " + data + "/logs");
        return code == 0 ? Lovage.DONE : Lovage.FAILED;
    }

    private static void close(Platform platform) {
        try {
            platform.close();
        } catch (IOException e) {
            System.err.println("The platform cannot be closed: " + e.getMessage());
        }
    }

    private static Output quiet() {
        return new Output(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                false);
    }
}
