package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Signal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lovage signal`
@Command(
        name = "signal",
        description = {
            "Tell a run what it awaits under a name, now or later. Of several that wait, the",
            "one that waits longest takes it."
        },
        mixinStandardHelpOptions = true)
final class SignalCommand extends ApiCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    private String run = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "What the `await` is named.")
    private String name = "";

    @Mixin private final ValueOption value = new ValueOption();

    @Option(names = "--path", description = "Path of the step that is meant, such as do.2.")
    private @Nullable String path;

    @Option(
            names = "--error",
            paramLabel = "CODE[:MESSAGE]",
            description = "Let the step fail with this code instead of a value.")
    private @Nullable String error;

    @Option(names = "--key", description = "The same key again is the same signal.")
    private @Nullable String key;

    @Override
    void check() {
        Object given = value.read();
        if (error != null && given != null) {
            throw new UsageException("Give --value or --error, not both.");
        }
    }

    @Override
    Said ask(LovageClient client) {
        Signal.Sent sent = client.signal(run, name, path, signal(), key);
        return new Said(sent, run + " is told of " + name + System.lineSeparator());
    }

    private Signal signal() {
        if (error == null) {
            return Signal.of(value.read());
        }
        String[] parts = error.split(":", 2);
        return new Signal(null, new Signal.Refusal(parts[0], parts.length > 1 ? parts[1] : ""));
    }
}
