package dev.lovage.cli;

import dev.lovage.client.LovageClient;
import dev.lovage.client.ReplayedDead;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/// `lovage admin`: what keeps the platform itself well.
@Command(
        name = "admin",
        description = "Make the read model again, and try again what could not be read.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AdminRebuild.class, AdminCommand.ReplayDead.class})
final class AdminCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new UsageException("Say which: admin rebuild or admin replay-dead");
    }

    /// `lovage admin replay-dead`.
    @Command(
            name = "replay-dead",
            description = {
                "Try once more to apply the records that no version could read so far.",
                "Those that still cannot be read are kept, each with its reason."
            },
            mixinStandardHelpOptions = true)
    static final class ReplayDead extends ApiCommand {
        @Override
        Said ask(LovageClient client) {
            ReplayedDead replayed = client.administration().replayDead();
            String text =
                    "%d applied, %d still cannot be read%n"
                            .formatted(replayed.applied(), replayed.left());
            return new Said(replayed, text);
        }
    }
}
