package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

@Timeout(180)
class KilledSupervisorIT {
    @TempDir private Path data;

    private final Ports ports = Ports.free();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void leavesNoProcessAndEveryCommittedRow() throws Exception {
        Process first = start();
        List<ProcessHandle> servers = servers();
        execute("CREATE TABLE kept (what text); INSERT INTO kept VALUES ('a row')");

        first.destroyForcibly().waitFor();

        for (ProcessHandle server : servers) {
            assertThat(server.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        }
        start();
        assertThat(query("SELECT what FROM kept")).isEqualTo("a row");
        assertThat(query("SHOW fsync")).isEqualTo("on");
    }

    private Process start() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServersProcess.class.getName(),
                                data.toString(),
                                Integer.toString(ports.base()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        started.add(process);
        while (PlatformState.of(data).filter(PlatformState::ready).isEmpty()) {
            assertThat(process.waitFor(100, TimeUnit.MILLISECONDS)).as("ended early").isFalse();
        }
        return process;
    }

    private List<ProcessHandle> servers() {
        List<ProcessHandle> servers =
                PlatformState.of(data).orElseThrow().parts().stream()
                        .map(part -> ProcessHandle.of(part.pid()).orElseThrow())
                        .toList();
        assertThat(servers).hasSize(3);
        return servers;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        Stack.Database database = Stack.read(data).postgres();
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
