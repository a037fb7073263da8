package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class LovageTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runs",
                "runs --from 2026-12-01T06:00:00Z --to 2026-12-02T06:00:00+02:00 --tag x",
                "runs --from 2026-12-01",
                "run census",
                "cancel x y",
                "cancel --workflow census",
                "status",
                "schedules list",
                "schedules show x",
                "tasks",
                "audit list --by ann --from 2026-12-01T06:00:00Z",
                "result x --out y",
                "forget x"
            })
    void endsWithThreeWhereNoPlatformRuns(String command) {
        assertThat(execute(command + " --data " + folder)).isEqualTo(3);
        assertThat(err.toString()).contains("No platform runs on " + folder, "lovage up");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fly",
                "run",
                "runs --limit 0",
                "runs --limit 201",
                "runs --status ASLEEP",
                "runs --overlay ASLEEP",
                "up --port-base high",
                "doctor --port-base high",
                "run census --output xml",
                "run census --wait --timeout soon",
                "run census --wait --timeout -PT1S",
                "run census --input {oops",
                "run census --canvas x.json",
                "run --canvas /does/not/exist.json",
                "run --canvas /dev/null --args {}",
                "run census --input @/does/not/exist",
                "apply /does/not/exist.yaml",
                "show",
                "cancel",
                "cancel --yes",
                "cancel x --workflow y",
                "cancel x --yes",
                "terminate --reason why",
                "runs --from yesterday",
                "runs --from 2026-12-01T06:00:00Z --to 2026-12-01T06:00:00Z",
                "result",
                "forget",
                "pause",
                "pause x --until tomorrow",
                "resume --reason why",
                "signal x",
                "signal x y --value {oops",
                "signal x y --value @/does/not/exist",
                "signal x y --value 1 --error NO",
                "approvals",
                "approvals list --limit 0",
                "approvals approve",
                "approvals reject --comment no",
                "audit",
                "audit list --limit 0",
                "audit list --run x --subject run/x",
                "audit list --from 2026-12-01T06:00:00Z --to 2026-12-01T06:00:00Z",
                "schedules",
                "schedules list --limit 201",
                "schedules show",
                "schedules pause x --until tomorrow",
                "schedules trigger x --overlap MAYBE",
                "schedules backfill x --from 2026-01-01T00:00:00Z",
                "schedules preview",
                "schedules apply x -f /does/not/exist.yaml"
            })
    void endsWithTwoOnWrongUsage(String command) {
        assertThat(execute(command)).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysOfAMomentThatIsNoneHowOneIsWritten() {
        assertThat(execute("runs --from 23:31")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "Invalid value for option '--from': \"23:31\" is no moment such as"
                                + " 2026-12-01T06:00:00Z or 2026-12-01",
                        "See `lovage runs --help`.");
    }

    @Test
    void showsWhatItCanDo() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "up",
                        "down",
                        "reset",
                        "status",
                        "doctor",
                        "apply",
                        "run",
                        "runs",
                        "show",
                        "signal",
                        "approvals",
                        "pause",
                        "resume",
                        "cancel",
                        "terminate",
                        "schedules",
                        "logs",
                        "tasks",
                        "test",
                        "Exit codes")
                .doesNotContain("supervise");
    }

    @Test
    void everyHelpIsReadAsItWasMeant() {
        PrintStream before = System.err;
        ByteArrayOutputStream warned = new ByteArrayOutputStream();
        System.setErr(new PrintStream(warned, true, UTF_8));
        try {
            String all = help(Lovage.commandLine());
            assertThat(all).contains("more than 30 % meanwhile").doesNotContain("%n", "${");
        } finally {
            System.setErr(before);
        }
        assertThat(warned.toString(UTF_8)).isEmpty();
    }

    private static String help(CommandLine command) {
        return command.getUsageMessage()
                + command.getSubcommands().values().stream()
                        .map(LovageTest::help)
                        .collect(joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"30s", "10m", "2h", "1d", "PT1H"})
    void takesDurationsAsTheApiDoes(String timeout) {
        String command = "run census --wait --timeout " + timeout + " --data " + folder;

        assertThat(execute(command)).isEqualTo(3);
        assertThat(err.toString()).contains("No platform runs on " + folder);
    }

    @Test
    void hasNothingToStopWhereNoPlatformRuns() {
        assertThat(execute("down --data " + folder)).isZero();
        assertThat(out.toString()).isEqualTo("No platform runs on " + folder + "\n");
    }

    @Test
    void saysWhereADefinitionIsWrongBeforeItAsksAnyone() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("bad.yaml"),
                        """
                        name: bad
                        do:
                          - {task: files.list, wiht: {}}
                        """);

        assertThat(execute("apply " + file + " --data " + folder)).isEqualTo(1);
        assertThat(err.toString()).startsWith(file + ":3:").contains("/do/0/wiht");
    }

    private int execute(String command) {
        CommandLine lovage = Lovage.commandLine();
        lovage.setOut(new PrintWriter(out, true));
        lovage.setErr(new PrintWriter(err, true));
        return lovage.execute(command.split(" ", -1));
    }
}
