package dev.lovage.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lovage test`: every test, with whatever they need; what CI calls, too.
@Command(
        name = "test",
        description = {
            "Build everything and run every test against a platform of its own.",
            "Or, with --chaos: let a platform work, disturb it, and check what it promises."
        },
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    private static final String CONSOLE = "console-ui";
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome");

    @Option(
            names = "--only",
            paramLabel = "MODULE|FAULT",
            completionCandidates = ChaosOptions.Faults.class,
            description = {
                "Only this module and those it depends on, such as platform-api/server.",
                "With --chaos only this fault, over and over, or several at once: a,b;",
                "else random ones, two at a time:",
                "${COMPLETION-CANDIDATES}."
            })
    private @Nullable String only;

    @Mixin private final ChaosOptions chaos = new ChaosOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> properties = chaos.wanted ? chaos.properties(only) : List.of();
        if (!chaos.wanted && (only == null || only.equals(CONSOLE)) && !hasBrowser()) {
            throw new UsageException(
                    "The console's tests drive a real browser, and there is none on PATH. On Debian:"
                            + " apt-get install chromium fonts-dejavu-core");
        }
        Path data = Files.createTempDirectory("lovage-test");
        List<String> arguments = new ArrayList<>();
        arguments.addAll(
                chaos.wanted ? List.of("run-chaos") : List.of("run-tests", data.toString()));
        arguments.addAll(properties);
        if (!chaos.wanted && only != null) {
            arguments.add(only);
        }
        SelfCopy copy = new SelfCopy(data.resolve("cli"));
        int code = SelfCopy.await(copy.attached(arguments).start());
        if (code == Lovage.DONE) {
            // what failed is kept, to be looked at
            new ProcessBuilder("rm", "-r", data.toString()).inheritIO().start().waitFor();
        }
        return code;
    }

    private static boolean hasBrowser() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
                .anyMatch(Files::isExecutable);
    }
}
