package dev.lovage.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of the processes and the variables of the chart are the same.
class SettingsTest {
    private static final Pattern KEY = Pattern.compile("new Key\\(\"([a-z.-]+)\"");
    private static final Pattern CONSOLE = Pattern.compile("(LOVAGE_[A-Z_]+)");

    /// A pod has an address of its own: nobody needs other ports there.
    private static final Set<String> FIXED =
            Set.of(
                    "LOVAGE_SERVER_PORT",
                    "LOVAGE_SERVER_HOST",
                    "LOVAGE_INTERNAL_PORT",
                    "LOVAGE_INTERNAL_HOST",
                    "LOVAGE_MANAGEMENT_PORT",
                    "LOVAGE_MANAGEMENT_HOST");

    /// The chart gives the same in a file, which may change.
    private static final Set<String> IN_A_FILE = Set.of("LOVAGE_TEMPORAL_API_KEY");

    /// The chart gives the same from a secret.
    private static final Set<String> FROM_A_SECRET = Set.of("LOVAGE_LLM_API_KEY_FILE");

    /// What the client of a trial reads.
    private static final Set<String> TRIAL =
            Set.of("LOVAGE_URL", "LOVAGE_TOKEN", "LOVAGE_ADMIN_NAME", "LOVAGE_ADMIN_PASSWORD");

    /// Known to every process, whether it reads them or not.
    private static final Set<String> SHARED = Set.of("LOVAGE_FEED_TOKEN", "LOVAGE_API_URL");

    private static Set<String> known(String component) throws IOException {
        return switch (component) {
            case "api", "migrate" ->
                    table("../platform-api/server/src/main/java/dev/lovage/server");
            case "worker" -> table("../workflow-workers/worker/src/main/java/dev/lovage/worker");
            case "console" ->
                    found(
                                    CONSOLE,
                                    Path.of(
                                            "../console-ui/src/main/resources/application.properties"))
                            .collect(Collectors.toCollection(TreeSet::new));
            case "trial" -> TRIAL;
            default -> throw new AssertionError(component);
        };
    }

    private static Set<String> table(String folder) throws IOException {
        return found(KEY, Path.of(folder, "SettingKeys.java"))
                .map(it -> "LOVAGE_" + it.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().map(it -> it.group(1));
    }

    private static Set<String> set(Workload workload) {
        return workload.env().stream()
                .map(it -> it.getName())
                .filter(it -> it.startsWith("LOVAGE_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<Workload> workloads() {
        return RenderTest.lovage().flatMap(it -> it.workloads().stream());
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void setsOnlyWhatTheProcessKnows(Workload workload) throws IOException {
        var unknown = set(workload);
        unknown.removeAll(known(workload.component()));
        unknown.removeAll(SHARED);

        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"api, flows-api", "worker, flows-worker-reports", "console, flows-console"})
    void reachesEverySettingOfAProcess(String component, String name) throws IOException {
        var missing = new TreeSet<>(known(component));
        var rendered = Chart.LOVAGE.renderWith("full.yaml", "admin: {existingSecret: flows-admin}");
        missing.removeAll(set(rendered.workload(name)));
        missing.removeAll(FIXED);
        missing.removeAll(IN_A_FILE);
        missing.removeAll(FROM_A_SECRET);

        assertThat(missing).isEmpty();
    }

    @Test
    void readsTablesThatAreNotEmpty() throws IOException {
        assertThat(known("api")).hasSizeGreaterThan(20);
        assertThat(known("worker")).hasSizeGreaterThan(10);
        assertThat(known("console")).contains("LOVAGE_API_URL");
    }
}
