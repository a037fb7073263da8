package dev.lovage.local;

import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// PostgreSQL as a part: unpacked once, its cluster made once with all roles and databases, every
/// commit on disk.
final class Postgres {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STATUS_LINE = 7;

    private final Path versions;
    private final Path home;
    private final Path data;
    private final Path cluster;
    private final int port;
    private final Secrets secrets;

    Postgres(Path cache, Path data, int port, Secrets secrets) {
        this.versions = PrivateFiles.folder(cache.resolve("postgres"));
        this.home = versions.resolve(Versions.POSTGRES);
        this.data = data;
        this.cluster = followed(data.resolve("postgres"));
        this.port = port;
        this.secrets = secrets;
    }

    /// On another disk where a link says so: the cluster is made beside its place, and moved there.
    private static Path followed(Path named) {
        try {
            return Files.isSymbolicLink(named) ? named.toRealPath() : named;
        } catch (IOException e) {
            throw new LocalException(named + " leads nowhere: " + e, e);
        }
    }

    Part part() {
        List<String> line =
                asAnyone("postgres", "-D", cluster.toString(), "-p", Integer.toString(port));
        return new Part(
                "postgres",
                Set.of(),
                this::prepare,
                new Part.Command(line, Map.of(), data),
                this::serves,
                Part.Ending.CLEAN);
    }

    private void prepare() throws IOException, InterruptedException {
        if (!Files.exists(home.resolve("bin/postgres"))) {
            unpack();
        }
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            requireSameVersion();
            awaitPredecessor();
        } else {
            makeCluster();
        }
    }

    private void unpack() throws IOException, InterruptedException {
        Path fresh = Files.createTempDirectory(versions, "unpack");
        Process tar =
                new ProcessBuilder("tar", "-xf", "-", "-C", fresh.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            feed(tar);
            if (tar.waitFor() != 0) {
                throw new LocalException("PostgreSQL cannot be unpacked into " + versions);
            }
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            PrivateFiles.delete(fresh);
        }
    }

    private static void feed(Process tar) throws IOException {
        String name = "/postgres-linux-" + architecture() + ".txz";
        try (InputStream packed = Postgres.class.getResourceAsStream(name);
                var out = tar.getOutputStream()) {
            new XZInputStream(packed).transferTo(out);
        }
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> throw new LocalException("No PostgreSQL for " + other);
        };
    }

    /// All or nothing: the cluster appears under its name only when it is complete.
    private void makeCluster() throws IOException, InterruptedException {
        Path fresh = cluster.resolveSibling("postgres.new");
        PrivateFiles.delete(fresh);
        Path password = cluster.resolveSibling("postgres.password");
        PrivateFiles.write(password, secrets.postgres());
        List<String> initdb = asAnyone("initdb", "-D", fresh.toString(), "-U", "postgres");
        initdb.addAll(List.of("-A", "scram-sha-256", "--pwfile", password.toString()));
        initdb.addAll(List.of("-E", "UTF8", "--locale=C", "--locale-provider=builtin"));
        initdb.add("--builtin-locale=C.UTF-8");
        new Tool("Making the database cluster", initdb, Map.of(), PATIENCE).run("");
        Files.delete(password);
        Files.writeString(fresh.resolve("postgresql.auto.conf"), resource("postgresql.conf"));
        List<String> single = asAnyone("postgres", "--single", "-D", fresh.toString());
        single.addAll(List.of("-c", "exit_on_error=true", "postgres"));
        new Tool("Making the databases", single, Map.of(), PATIENCE).run(databases());
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private String databases() {
        return """
        CREATE ROLE temporal LOGIN PASSWORD '%s';
        CREATE ROLE lovage LOGIN CREATEDB CREATEROLE PASSWORD '%s';
        CREATE DATABASE temporal OWNER temporal;
        CREATE DATABASE temporal_visibility OWNER temporal;
        CREATE DATABASE lovage OWNER lovage;
        """
                .formatted(secrets.temporal(), secrets.lovage());
    }

    private void requireSameVersion() throws IOException {
        String found = Files.readString(cluster.resolve("PG_VERSION")).strip();
        String major = Versions.POSTGRES.substring(0, Versions.POSTGRES.indexOf('.'));
        if (!found.equals(major)) {
            throw new LocalException(
                    "%s was made by PostgreSQL %s, this is %s: move it away, or upgrade it with pg_upgrade"
                            .formatted(cluster, found, major));
        }
    }

    /// After a kill -9 of the supervisor its PostgreSQL may still be shutting down.
    private void awaitPredecessor() throws IOException, InterruptedException {
        Long pid = pid();
        if (pid == null || !isPostgres(pid)) {
            return;
        }
        ProcessHandle old = ProcessHandle.of(pid).orElse(null);
        if (old == null) {
            return;
        }
        try {
            old.onExit().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LocalException(
                    "Another PostgreSQL (process %d) runs on %s: stop it first"
                            .formatted(pid, cluster),
                    e);
        }
    }

    private @Nullable Long pid() throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        return Files.exists(file) ? Long.valueOf(Files.readAllLines(file).getFirst()) : null;
    }

    private boolean isPostgres(long pid) {
        try {
            Path program = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe"));
            return program.equals(home.resolve("bin/postgres").toRealPath());
        } catch (IOException _) {
            return false;
        }
    }

    /// PostgreSQL itself writes there that it is ready.
    private boolean serves(long pid) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return lines.size() > STATUS_LINE
                    && lines.getFirst().equals(Long.toString(pid))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException _) {
            return false;
        }
    }

    /// PostgreSQL refuses to be root: a user namespace of its own makes it nobody in particular.
    private List<String> asAnyone(String program, String... arguments) {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            line.addAll(List.of("unshare", "-U"));
        }
        line.add(home.resolve("bin").resolve(program).toString());
        line.addAll(List.of(arguments));
        return line;
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Postgres.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
