package dev.lovage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lovage audit`: the record of every change.
@Command(
        name = "audit",
        description = "Look at the record of every change.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditList.class, AuditVerify.class})
final class AuditCommand implements Runnable {
    private CommandSpec command = CommandSpec.create();

    @Spec
    void of(CommandSpec command) {
        this.command = command;
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "What to do with the audit?");
    }
}
