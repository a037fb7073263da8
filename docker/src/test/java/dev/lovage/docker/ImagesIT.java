package dev.lovage.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lovage.local.Stack;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The three images, built and run. Needs buildah, mmdebstrap and root; skipped without them.
class ImagesIT {
    private static final String OWN = "test_" + UUID.randomUUID().toString().replace("-", "");
    private static final String PASSWORD = "a password of the test's";
    private static final String TRIAL = "dev.lovage.server.Trial";
    private static final int OK = 200;
    private static final int MOST_MEGABYTES = 320;

    private static final Path HOME = Path.of("target/images");

    private static @Nullable Images images;
    private static final List<Built> BUILT = new ArrayList<>();

    @BeforeAll
    static void build() throws Exception {
        assumeTrue(Images.canBeBuilt(), "apt-get install buildah mmdebstrap, and root");
        var own = new Images(HOME);
        images = own;
        own.makeBases();
        BUILT.add(own.build("api"));
        BUILT.add(own.build("worker", "--build-arg=MODULE=workflow-workers/samples"));
        BUILT.add(own.build("console"));
        administer("create database " + OWN);
    }

    @AfterAll
    static void delete() throws Exception {
        if (images != null) {
            images.delete();
            administer(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                            + OWN
                            + "' and usename = current_user");
            administer("drop database if exists " + OWN);
        }
    }

    @Test
    void startsARunOnceTheJobHasMadeTheSchema() throws Exception {
        var http = Container.freePort();
        var serving = environment();
        var api = environment();
        api.put("LOVAGE_SERVER_PORT", Integer.toString(http));
        api.put("LOVAGE_DATABASE_MIGRATE", "wait");
        var trial = environment();
        trial.put("LOVAGE_URL", "http://127.0.0.1:" + http);

        try (var server = start(image("api"), api);
                var worker = start(image("worker"), serving)) {
            awaitAnswer(api, "/health/liveness", OK);
            assertThat(answer(api, "/health/readiness")).isEqualTo(503);
            confined(server);

            run(image("api"), Built.java("dev.lovage.server.Migration"), api);
            awaitAnswer(api, "/health/readiness", OK);
            run(image("api"), image("api").healthCheck(), api);

            awaitAnswer(serving, "/health/readiness", OK);
            confined(worker);
            assertThat(run(image("api"), Built.java(TRIAL, "default", "55"), trial))
                    .contains("SUCCEEDED");

            server.terminate();
            assertThat(server.end()).as("128 + SIGTERM").isEqualTo(143);
        }
    }

    @Test
    void consoleIsReadyByItself() throws Exception {
        var environment = environment();
        environment.put("LOVAGE_SERVER_PORT", Integer.toString(Container.freePort()));

        try (var console = start(image("console"), environment)) {
            awaitAnswer(environment, "/health/readiness", OK);
            confined(console);
            run(image("console"), image("console").healthCheck(), environment);
        }
    }

    @Test
    void saysWhatItIsAndIsNotTooLarge() throws Exception {
        for (var image : BUILT) {
            var size = Tool.run(List.of("du", "-sm", image.root().toString())).split("\\s", -1)[0];

            System.out.println(image.name() + ": " + size + " MB unpacked");
            assertThat(image.user()).isEqualTo("10001:10001");
            assertThat(image.config().at("/Labels").path("org.opencontainers.image.title").asText())
                    .isEqualTo("Lovage " + image.name());
            assertThat(Integer.parseInt(size)).isLessThan(MOST_MEGABYTES);
        }
    }

    private static void confined(Container container) throws IOException {
        assertThat(container.proc("status"))
                .containsPattern("NSpid:\\s+\\d+\\s+1\n")
                .containsPattern("Uid:\\s+10001\\s");
        assertThat(container.proc("mountinfo").lines().map(it -> it.split(" ", -1)))
                .filteredOn(it -> it[4].equals("/"))
                .isNotEmpty()
                .allMatch(it -> it[5].startsWith("ro"));
    }

    private static Built image(String name) {
        return BUILT.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private static Container start(Built image, Map<String, String> environment)
            throws IOException {
        var strict = new HashMap<>(environment);
        // it does not start when its cache does not fit the image
        strict.put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");
        return Container.start(
                image, image.entryPoint(), strict, HOME.resolve(image.name() + ".log"));
    }

    /// What it said until it ended well.
    private static String run(Built image, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var log = Files.createTempFile(HOME, "run", ".log");
        try (var container = Container.start(image, command, environment, log)) {
            assertThat(container.end()).as("%s: %s", command, container.log()).isZero();
            return container.log();
        }
    }

    private static int answer(Map<String, String> environment, String path) {
        var port = environment.getOrDefault("LOVAGE_MANAGEMENT_PORT", "");
        return Container.answer(Integer.parseInt(port), path);
    }

    private static void awaitAnswer(Map<String, String> of, String path, int answer) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> answer(of, path) == answer);
    }

    private static Map<String, String> environment() throws IOException {
        var stack = Stack.shared();
        var environment = new HashMap<String, String>();
        environment.put("LOVAGE_MANAGEMENT_PORT", Integer.toString(Container.freePort()));
        environment.put("LOVAGE_TEMPORAL_TARGET", stack.temporal());
        environment.put("LOVAGE_TEMPORAL_NAMESPACE", OWN);
        environment.put("LOVAGE_KAFKA_SERVERS", stack.kafka());
        environment.put("LOVAGE_KAFKA_PREFIX", OWN);
        environment.put("LOVAGE_DATABASE_URL", database());
        environment.put("LOVAGE_DATABASE_USER", stack.postgres().user());
        environment.put("LOVAGE_DATABASE_PASSWORD", stack.postgres().password());
        environment.put("LOVAGE_ADMIN_PASSWORD", PASSWORD);
        return environment;
    }

    private static String database() {
        return Stack.shared().postgres().url().replaceFirst("/[^/]+$", "/" + OWN);
    }

    private static void administer(String sql) throws SQLException {
        var server = Stack.shared().postgres();
        try (var connection =
                        DriverManager.getConnection(
                                server.url(), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
