package dev.lovage.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The README lists the metrics once; dashboard and alerts ask for no other, and the processes make
/// each of them.
class MetricsTest {
    private static final Pattern METRIC = Pattern.compile("lovage_[a-z_]+[a-z]");
    private static final String ENDINGS = "_(total|seconds)?(_?(sum|count|max))?$";

    private static Set<String> named(String file) throws IOException {
        return METRIC.matcher(Files.readString(Path.of(file)))
                .results()
                .map(it -> it.group().replaceFirst(ENDINGS, ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        var text = new StringBuilder();
        for (var module :
                new String[] {"platform-api/server", "workflow-workers/worker", "console-ui"}) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
                for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    @Test
    void dashboardAndAlertsAskForWhatTheReadmeLists() throws IOException {
        var listed = named("../README.md");

        assertThat(listed).hasSizeGreaterThan(8);
        assertThat(listed).containsAll(named("lovage/files/dashboard.json"));
        assertThat(listed).containsAll(named("lovage/templates/monitors.yaml"));
    }

    @Test
    void theProcessesMakeWhatTheReadmeLists() throws IOException {
        var sources = sources();

        assertThat(named("../README.md"))
                .allSatisfy(it -> assertThat(sources).contains('"' + it.replace('_', '.') + '"'));
    }
}
