package dev.lovage.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Temporal's server and its SQL tool: found on this machine, or built with Go once and kept.
record TemporalBinaries(Path server, Path sqlTool) {
    private static final String VARIABLE = "LOVAGE_TEMPORAL_SERVER";
    private static final String SERVER = "temporal-server";
    private static final String SQL_TOOL = "temporal-sql-tool";
    private static final String MODULE = "go.temporal.io/server/cmd/";
    private static final int PROGRESS = 100;

    /// Looks at `LOVAGE_TEMPORAL_SERVER`, `PATH`, the cache, and at last builds into the cache.
    static TemporalBinaries find(Path cache, Output output)
            throws IOException, InterruptedException {
        String named = System.getenv(VARIABLE);
        if (named != null) {
            Path server = Path.of(named);
            return in(server)
                    .orElseThrow(() ->
                            new LocalException(
                                    "%s=%s: not an executable with a %s beside it"
                                            .formatted(VARIABLE, named, SQL_TOOL)));
        }
        Optional<TemporalBinaries> found = onPathOr(kept(cache));
        return found.isPresent() ? found.get() : build(kept(cache), output);
    }

    /// Where [#find] would get them from; empty: from nowhere.
    static Optional<String> source(Path cache) {
        String named = System.getenv(VARIABLE);
        if (named != null) {
            return in(Path.of(named)).map(found -> found.server().toString());
        }
        return onPathOr(kept(cache))
                .map(found -> found.server().toString())
                .or(() -> go().map(go -> "built with " + go + " at the first start"));
    }

    private static Path kept(Path cache) {
        return cache.resolve("temporal").resolve(Versions.TEMPORAL);
    }

    private static Optional<TemporalBinaries> onPathOr(Path kept) {
        return Tool.onPath(SERVER).flatMap(TemporalBinaries::in).or(() -> in(kept.resolve(SERVER)));
    }

    private static Optional<TemporalBinaries> in(Path server) {
        Path sqlTool = server.resolveSibling(SQL_TOOL);
        return Files.isExecutable(server) && Files.isExecutable(sqlTool)
                ? Optional.of(new TemporalBinaries(server, sqlTool))
                : Optional.empty();
    }

    private static TemporalBinaries build(Path kept, Output output)
            throws IOException, InterruptedException {
        Path go =
                go().orElseThrow(() ->
                        new LocalException(
                                "Temporal's server %s is not on this machine, and no Go to build it.\n%s"
                                        .formatted(Versions.TEMPORAL, ways())));
        output.line(
                "temporal",
                "no server %s here: building it with Go, once, into %s (about five minutes)"
                        .formatted(Versions.TEMPORAL, kept));
        PrivateFiles.folder(kept);
        Path fresh = Files.createTempDirectory(kept, "build");
        try {
            install(go, fresh, output);
            Files.move(fresh.resolve("sql"), kept.resolve(SQL_TOOL));
            Files.move(fresh.resolve("server"), kept.resolve(SERVER));
        } finally {
            PrivateFiles.delete(fresh);
        }
        return new TemporalBinaries(kept.resolve(SERVER), kept.resolve(SQL_TOOL));
    }

    private static void install(Path go, Path into, Output output)
            throws IOException, InterruptedException {
        String version = "@v" + Versions.TEMPORAL;
        ProcessBuilder builder =
                new ProcessBuilder(
                        "setpriv",
                        "--pdeathsig",
                        "KILL",
                        go.toString(),
                        "install",
                        "-v",
                        "-ldflags=-s -w",
                        MODULE + "server" + version,
                        MODULE + "tools/sql" + version);
        builder.environment().put("GOBIN", into.toString());
        Process process = builder.redirectErrorStream(true).start();
        String last = follow(process.inputReader(), output);
        if (process.waitFor() != 0) {
            throw new LocalException(
                    "Temporal's server could not be built: %s\n%s".formatted(last, ways()));
        }
    }

    /// Go names each package it compiles: a line now and then says how far it is.
    private static String follow(BufferedReader lines, Output output) throws IOException {
        Instant start = Instant.now();
        String last = "";
        int packages = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = line;
            if (line.startsWith("go: ")) {
                continue;
            }
            packages++;
            if (packages % PROGRESS == 0) {
                Duration taken = Duration.between(start, Instant.now());
                output.line(
                        "temporal",
                        "%d packages compiled, %d s".formatted(packages, taken.toSeconds()));
            }
        }
        return last;
    }

    private static Optional<Path> go() {
        return Tool.onPath("go")
                .or(() -> Optional.of(Path.of("/usr/local/go/bin/go")).filter(Files::isExecutable));
    }

    private static String ways() {
        return String.join(
                "\n",
                List.of(
                        "Any of these helps:",
                        "  use a running server:  --temporal HOST:PORT",
                        "  name a binary:         %s=/path/to/%s (with %s beside it), or put both on PATH"
                                .formatted(VARIABLE, SERVER, SQL_TOOL),
                        "  let it be built:       install Go 1.26 or later (https://go.dev/dl)"));
    }
}
