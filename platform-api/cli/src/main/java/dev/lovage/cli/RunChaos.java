package dev.lovage.cli;

import dev.lovage.local.Checkout;
import dev.lovage.local.Output;
import dev.lovage.local.Plan;
import dev.lovage.local.Platform;

import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// What `lovage test --chaos` does: builds everything, and runs the test of module chaos.
@Command(name = "run-chaos", hidden = true)
final class RunChaos implements Callable<Integer> {
    @Unmatched private final List<String> properties = new ArrayList<>();

    /// Of the test, as Maven is given them.
    List<String> properties() {
        return List.copyOf(properties);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Checkout checkout = Checkout.find();
        Platform.fetch(Plan.sharedCache(), Output.to(System.out));
        if (Maven.run(checkout, Maven.line("package", "-q", "-DskipTests")) != 0) {
            return Lovage.FAILED;
        }
        List<String> test =
                Maven.line(
                        "verify",
                        "-pl",
                        "workflow-workers/chaos",
                        "-am",
                        "-Dtest=None",
                        "-Dit.test=FaultsIT",
                        "-Dsurefire.failIfNoSpecifiedTests=false",
                        "-Dfailsafe.failIfNoSpecifiedTests=false");
        test.addAll(properties);
        return Maven.run(checkout, test) == 0 ? Lovage.DONE : Lovage.FAILED;
    }
}
