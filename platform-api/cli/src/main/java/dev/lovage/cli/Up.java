package dev.lovage.cli;

import dev.lovage.local.Output;
import dev.lovage.local.Plan;
import dev.lovage.local.Platform;
import dev.lovage.local.Ports;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// `lovage up`: the whole platform on this machine, until Ctrl-C.
@Command(name = "up", description = "Start the whole platform on this machine.")
final class Up implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "FOLDER", description = "Where it keeps everything.")
    private @Nullable Path data;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The api's port; the others follow it (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(
            names = "--temporal",
            paramLabel = "HOST:PORT",
            description = "Use a Temporal server that runs already.")
    private @Nullable String temporal;

    @Option(
            names = "--only",
            paramLabel = "EXTENT",
            defaultValue = "all",
            description = "all, or servers: PostgreSQL, Temporal and Kafka alone.")
    private Plan.Extent extent = Plan.Extent.ALL;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Output output = Output.to(System.out);
        Platform platform = Platform.prepare(plan(), output);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(platform, ended)));
        platform.start();
        output.say("ready");
        ended.await();
        return 0;
    }

    private static void close(Platform platform, CountDownLatch ended) {
        try {
            platform.close();
        } catch (IOException e) {
            System.err.println("The data folder cannot be released: " + e.getMessage());
        } finally {
            ended.countDown();
        }
    }

    private Plan plan() {
        return new Plan(
                data == null ? Plan.home() : data,
                Plan.sharedCache(),
                new Ports(portBase),
                Optional.ofNullable(temporal),
                Path.of(System.getProperty("lovage.checkout", ".")),
                extent);
    }
}
