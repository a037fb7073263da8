package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;

import dev.lovage.local.PartStatus;
import dev.lovage.local.PlatformState;
import dev.lovage.local.Ports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class DoctorTest {
    private static final long GIGABYTE = 1_000_000_000;

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void looksAtTheMachineWhenNothingRuns() {
        doctor("doctor", "--data", folder.toString());

        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line).matches("ok +jdk +version \\d+"))
                .anySatisfy(line -> assertThat(line).matches("(ok|problem) +memory .* GB .*"))
                .anySatisfy(line -> assertThat(line).matches("(ok|problem) +temporal .*"))
                .anySatisfy(line -> assertThat(line).endsWith("none runs on " + folder));
    }

    @Test
    void saysWhoHoldsAPort() throws Exception {
        int base = Ports.free().base();
        try (ServerSocket _ = new ServerSocket(base + 5, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(base);

            assertThat(doctor("doctor", "--data", folder.toString(), "--port-base", port))
                    .isEqualTo(1);
        }
        assertThat(out.toString())
                .contains((base + 5) + " (postgres): process " + ProcessHandle.current().pid())
                .contains("--port-base");
    }

    @Test
    void printsJsonAlone() {
        doctor("doctor", "--data", folder.toString(), "--output", "json");

        assertThat(out.toString()).startsWith("[").contains("\"what\" : \"jdk\"", "\"ok\" : true");
    }

    @Test
    void saysTheWayOutOfWhatIsTooLittle() {
        assertThat(Machine.jdk(21).line()).startsWith("problem  jdk ").contains("JAVA_HOME");
        assertThat(Machine.memory(2 * GIGABYTE).says()).startsWith("2.0 GB available: 3.0 GB are");
        assertThat(Machine.memory(3 * GIGABYTE).ok()).isTrue();
        assertThat(Machine.disk(folder, GIGABYTE).says()).contains("1.0 GB", "--data");
        assertThat(Machine.disk(folder.resolve("not/there")).what()).isEqualTo("disk");
    }

    @Test
    void asksEachPartOfAPlatformThatRuns() throws Exception {
        int nobody = Ports.free().base();
        HttpServer console = HttpServer.create();
        console.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        console.start();
        try {
            writeStack(nobody, console.getAddress().getPort());

            assertThat(new Running(folder, state()).findings())
                    .extracting(Finding::what, Finding::ok)
                    .containsExactly(
                            tuple("kafka", false),
                            tuple("api", true),
                            tuple("console", true),
                            tuple("api", false),
                            tuple("console", true));
        } finally {
            console.stop(0);
        }
    }

    @Test
    void saysWhichLogTellsMore() throws Exception {
        int nobody = Ports.free().base();
        writeStack(nobody, nobody + 1);

        assertThat(new Running(folder, state()).findings())
                .filteredOn(finding -> !finding.ok())
                .extracting(Finding::says)
                .satisfiesExactly(
                        kafka ->
                                assertThat(kafka)
                                        .startsWith("died since noon, restarts 4")
                                        .endsWith("logs/kafka.log"),
                        api -> assertThat(api).endsWith("logs/api.log"),
                        page -> assertThat(page).endsWith("logs/console.log"));
    }

    private static PlatformState state() {
        return new PlatformState(
                4711,
                true,
                List.of(
                        new PartStatus("kafka", PartStatus.State.DIED, 0, 4, "noon"),
                        new PartStatus("api", PartStatus.State.SERVING, 4712, 0, "noon"),
                        new PartStatus("console", PartStatus.State.SERVING, 4713, 0, "noon")));
    }

    private void writeStack(int api, int console) throws Exception {
        Files.writeString(
                folder.resolve("stack.json"),
                """
                {"api": "http://127.0.0.1:%d", "console": "http://127.0.0.1:%d",
                 "admin": {"name": "admin", "password": "x"}}
                """
                        .formatted(api, console));
    }

    private int doctor(String... line) {
        CommandLine lovage = Lovage.commandLine();
        lovage.setOut(new PrintWriter(out, true));
        return lovage.execute(line);
    }
}
