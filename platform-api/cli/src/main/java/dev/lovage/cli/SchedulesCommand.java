package dev.lovage.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lovage schedules`: what is run by the clock.
@Command(
        name = "schedules",
        description = "Look at schedules and change them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SchedulesList.class,
            SchedulesShow.class,
            SchedulesApply.class,
            SchedulesPreview.class,
            SchedulesPause.class,
            SchedulesResume.class,
            SchedulesTrigger.class,
            SchedulesBackfill.class,
            SchedulesDelete.class
        })
final class SchedulesCommand implements Runnable {
    private CommandSpec command = CommandSpec.create();

    @Spec
    void of(CommandSpec command) {
        this.command = command;
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "What to do with schedules?");
    }
}
