package dev.lovage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lovage approvals`: what runs await from people.
@Command(
        name = "approvals",
        description = "Look at what runs await, and decide.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ApprovalsList.class, ApprovalsApprove.class, ApprovalsReject.class})
final class ApprovalsCommand implements Runnable {
    private CommandSpec command = CommandSpec.create();

    @Spec
    void of(CommandSpec command) {
        this.command = command;
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "What to do with approvals?");
    }
}
