package dev.lovage.cli;

import dev.lovage.local.Output;
import dev.lovage.local.Plan;
import dev.lovage.local.Plan.Extent;
import dev.lovage.local.Platform;
import dev.lovage.local.Stack;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// What `lovage up` leaves running: the supervisor, until it is told to end.
@Command(name = "supervise", hidden = true)
final class Supervise implements Callable<Integer> {
    @Mixin private final PlanOptions options = new PlanOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = options.plan();
        Output output = Output.to(System.out);
        boolean first = !Stack.isIn(plan.data());
        Platform platform = Platform.prepare(plan, output);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(platform, output, ended)));
        Stack stack = platform.start();
        if (plan.extent() == Extent.ALL) {
            Samples.apply(plan, stack, output);
        }
        platform.announce();
        Ready.message(stack, plan.extent(), first).lines().forEach(output::say);
        ended.await();
        return Lovage.DONE;
    }

    private static void end(Platform platform, Output output, CountDownLatch ended) {
        output.say("stopping");
        try {
            platform.close();
        } catch (IOException e) {
            output.say("the data folder cannot be released: " + e.getMessage());
        } finally {
            ended.countDown();
        }
    }
}
