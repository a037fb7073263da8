package dev.lovage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Temporal's server as a part, on our PostgreSQL, tuned for one machine, with our namespace.
final class Temporal {
    static final String NAMESPACE = "lovage";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAMESPACES = "/api/v1/namespaces";
    private static final String REGISTER =
            "{\"namespace\": \"%s\", \"workflowExecutionRetentionPeriod\": \"604800s\"}"
                    .formatted(NAMESPACE);
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;

    private final Path data;
    private final Path home;
    private final Ports ports;
    private final Secrets secrets;
    private final TemporalBinaries binaries;
    private final Http http = new Http();

    Temporal(Path data, Ports ports, Secrets secrets, TemporalBinaries binaries) {
        this.data = data;
        this.home = data.resolve("temporal");
        this.ports = ports;
        this.secrets = secrets;
        this.binaries = binaries;
    }

    Part part() {
        List<String> line =
                List.of(
                        binaries.server().toString(),
                        "--config-file",
                        config().toString(),
                        "--allow-no-auth",
                        "start");
        return new Part(
                "temporal",
                Set.of("postgres"),
                this::prepare,
                new Part.Command(line, Map.of(), data),
                _ -> serves(),
                Part.Ending.AT_ONCE);
    }

    private Path config() {
        return home.resolve("server.yaml");
    }

    private void prepare() throws IOException, InterruptedException {
        PrivateFiles.folder(home);
        Path dynamic = home.resolve("dynamic.yaml");
        PrivateFiles.write(dynamic, Postgres.resource("temporal-dynamic.yaml"));
        String text =
                Postgres.resource("temporal.yaml")
                        .replace("{password}", secrets.temporal())
                        .replace("{dynamic}", dynamic.toString())
                        .replace("{postgres}", Integer.toString(ports.postgres()))
                        .replace("{frontend}", Integer.toString(ports.temporal()))
                        .replace("{http}", Integer.toString(ports.temporalHttp()));
        for (int i = 0; i < 7; i++) {
            text = text.replace("{internal" + i + "}", Integer.toString(ports.temporalInternal(i)));
        }
        PrivateFiles.write(config(), text);
        schemas();
    }

    /// Temporal's tool has the schemas inside; a file remembers which of them the databases have.
    private void schemas() throws IOException, InterruptedException {
        Path done = home.resolve("schema");
        boolean first = !Files.exists(done);
        if (!first && Files.readString(done).equals(Versions.TEMPORAL)) {
            return;
        }
        schema("temporal", "temporal", first);
        schema("temporal_visibility", "visibility", first);
        PrivateFiles.write(done, Versions.TEMPORAL);
    }

    private void schema(String database, String schema, boolean first)
            throws IOException, InterruptedException {
        if (first) {
            try {
                sqlTool(database, "setup-schema", "-v", "0.0").run("");
            } catch (LocalException _) {
                // an earlier first start came this far: what is there is brought up to date
            }
        }
        sqlTool(database, "update-schema", "--schema-name", "postgresql/v12/" + schema).run("");
    }

    private Tool sqlTool(String database, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(binaries.sqlTool().toString());
        line.addAll(List.of(arguments));
        return new Tool(
                "Bringing Temporal's schema up to date",
                line,
                Map.of(
                        "SQL_PLUGIN",
                        "postgres12_pgx",
                        "SQL_HOST",
                        "127.0.0.1",
                        "SQL_PORT",
                        Integer.toString(ports.postgres()),
                        "SQL_USER",
                        "temporal",
                        "SQL_PASSWORD",
                        secrets.temporal(),
                        "SQL_DATABASE",
                        database),
                PATIENCE);
    }

    /// It serves us when it knows our namespace; at the first start we ask for it.
    private boolean serves() {
        int answer = http.get(ports.temporalHttp(), NAMESPACES + "/" + NAMESPACE);
        if (answer == NOT_FOUND) {
            http.post(ports.temporalHttp(), NAMESPACES, REGISTER);
        }
        return answer == OK;
    }
}
