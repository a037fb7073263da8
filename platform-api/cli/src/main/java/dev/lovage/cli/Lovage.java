package dev.lovage.cli;

import dev.lovage.canvas.Durations;
import dev.lovage.client.Problem;
import dev.lovage.client.ProblemException;
import dev.lovage.client.UnreachableException;
import dev.lovage.local.LocalException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// The command `lovage`.
@Command(
        name = "lovage",
        description = "Durable workflows you can see.",
        mixinStandardHelpOptions = true,
        versionProvider = Lovage.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            Supervise.class,
            Down.class,
            Reset.class,
            Status.class,
            Doctor.class,
            Apply.class,
            RunCommand.class,
            RunsCommand.class,
            ShowCommand.class,
            WhyCommand.class,
            SignalCommand.class,
            ApprovalsCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            CancelCommand.class,
            TerminateCommand.class,
            ResultCommand.class,
            ForgetCommand.class,
            RerunCommand.class,
            SchedulesCommand.class,
            LogsCommand.class,
            EventsCommand.class,
            TasksCommand.class,
            TokensCommand.class,
            AuditCommand.class,
            AdminCommand.class,
            TestCommand.class,
            RunTests.class,
            RunChaos.class,
            BenchCommand.class
        },
        footer = {
            "",
            "apply, run, runs, show, why, signal, approvals, pause, resume, cancel, terminate,",
            "rerun, schedules, logs, events, tasks, tokens, audit and admin speak to the platform on",
            "this machine, or to the one that the environment variables LOVAGE_URL and LOVAGE_TOKEN",
            "name.",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the platform is not reachable."
        })
public final class Lovage {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int UNREACHABLE = 3;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// What the jar says of itself.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Lovage.class.getPackage().getImplementationVersion();
            return new String[] {"lovage " + (version == null ? "(not built as a jar)" : version)};
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lovage())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Lovage::duration)
                .registerConverter(Instant.class, Lovage::moment)
                .setExpandAtFiles(false) // `--input @file` is ours to read
                .setParameterExceptionHandler(Lovage::correct)
                .setExecutionExceptionHandler(Lovage::explain);
    }

    /// As the api takes it; nothing lasts less than no time.
    private static Duration duration(String text) {
        try {
            Duration duration = Durations.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
        throw new TypeConversionException("\"" + text + "\" is less than nothing");
    }

    /// An instant of ISO-8601, or a day, which begins at midnight in UTC.
    private static Instant moment(String text) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\"" + text + "\" is no moment such as 2026-12-01T06:00:00Z or 2026-12-01");
        }
    }

    /// One line for what is wrong, one for where to read more.
    private static int correct(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("See `" + command.getCommandSpec().qualifiedName() + " --help`.");
        return WRONG_USAGE;
    }

    /// What a person can act on is one message; everything else is a defect and shows its trace.
    private static int explain(
            Exception problem, CommandLine command, CommandLine.ParseResult arguments) {
        PrintWriter err = command.getErr();
        return switch (problem) {
            case UnreachableException unreachable -> {
                err.println(unreachable.getMessage());
                yield UNREACHABLE;
            }
            case NoPlatformException none -> {
                err.println(none.getMessage());
                yield UNREACHABLE;
            }
            case ProblemException refused -> {
                print(refused.problem(), err);
                yield FAILED;
            }
            case UsageException wrong -> {
                err.println(wrong.getMessage());
                yield WRONG_USAGE;
            }
            case LocalException local -> {
                err.println(local.getMessage());
                yield FAILED;
            }
            case Exception defect -> {
                defect.printStackTrace(err);
                yield FAILED;
            }
        };
    }

    private static void print(Problem problem, PrintWriter err) {
        String detail = problem.detail() == null ? "" : ": " + problem.detail();
        err.println(problem.code() + " " + problem.title() + detail);
        for (Problem.Detail error : problem.errors()) {
            String place = error.pointer().isEmpty() ? "" : error.pointer() + ": ";
            err.println("  " + place + error.message() + " (" + error.code() + ")");
        }
    }
}
