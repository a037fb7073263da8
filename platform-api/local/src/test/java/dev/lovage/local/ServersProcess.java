package dev.lovage.local;

import java.nio.file.Path;
import java.util.Optional;

/// A process of its own that runs the three servers until it is killed.
final class ServersProcess {
    public static void main(String[] arguments) throws Exception {
        Plan plan =
                new Plan(
                        Path.of(arguments[0]),
                        Plan.sharedCache(),
                        new Ports(Integer.parseInt(arguments[1])),
                        Optional.empty(),
                        Checkout.find(),
                        Plan.Extent.SERVERS);
        Platform platform = Platform.prepare(plan, Output.to(System.out));
        platform.start();
        platform.announce();
        Thread.currentThread().join();
    }
}
