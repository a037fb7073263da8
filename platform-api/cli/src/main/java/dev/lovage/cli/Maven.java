package dev.lovage.cli;

import dev.lovage.local.Checkout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Maven, ended when we are.
final class Maven {
    private Maven() {}

    static List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM", "mvn"));
        line.addAll(List.of("-B", "-ntp"));
        line.addAll(List.of(arguments));
        return line;
    }

    /// Gives its exit code.
    static int run(Checkout checkout, List<String> line) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(checkout.root().toFile()).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start().waitFor();
    }
}
