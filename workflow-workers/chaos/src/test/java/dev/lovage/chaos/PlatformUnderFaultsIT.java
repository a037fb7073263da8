package dev.lovage.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Timeout(300)
@ExtendWith(OnePlatform.class)
class PlatformUnderFaultsIT {
    private static final int FILES = 500;
    private static final Duration RUN = Duration.ofSeconds(50);

    private static Faulted platform;

    @BeforeAll
    static void start(OnePlatform.Shared shared) throws IOException {
        platform = shared.platform();
        platform.sample("source-census");
    }

    @Test
    void aWorkerKilledInTheMiddleOfACensusLosesNothing() throws IOException {
        var files =
                Files.createDirectory(
                        Path.of("target").toAbsolutePath().resolve("census-" + System.nanoTime()));
        for (int i = 0; i < FILES; i++) {
            Files.writeString(files.resolve("%03d.txt".formatted(i)), "one two\nthree\n");
        }
        var run =
                platform.client()
                        .start(
                                "source-census",
                                Run.Start.with(Map.of("folder", files.toString())),
                                null)
                        .id();
        await().atMost(RUN).until(() -> succeededSteps(run) >= 20);

        platform.kill("worker");

        var result = platform.client().result(run, RUN);
        assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(total(result))
                .containsEntry("files", 500L)
                .containsEntry("lines", 1000L)
                .containsEntry("words", 1500L)
                .containsEntry("bytes", 7000L);
        platform.awaitRun(run, RUN, seen -> seen.state() == RunState.SUCCEEDED);
        assertThat(steps(run)).allMatch(step -> step.state() == StepState.SUCCEEDED);
    }

    @Test
    void runsEndWhileKafkaIsSilentAndAreShownWhenItSpeaksAgain() {
        platform.freeze("kafka");
        String run;
        try {
            run = platform.client().startTask("log.write", logWrite(), null).id();
            assertThat(platform.client().result(run, RUN).state()).isEqualTo(RunState.SUCCEEDED);
        } finally {
            platform.resume("kafka");
        }

        platform.awaitRun(run, RUN, seen -> seen.state() == RunState.SUCCEEDED);
    }

    private static Run.StartTask logWrite() {
        return new Run.StartTask(null, Map.of("message", "still here"), null, null, null);
    }

    private static long succeededSteps(String run) {
        return steps(run).stream().filter(step -> step.state() == StepState.SUCCEEDED).count();
    }

    private static List<Run.Step> steps(String run) {
        var all = new ArrayList<Run.Step>();
        String token = null;
        do {
            var page = platform.client().steps(run, 200, token);
            all.addAll(page.items());
            token = page.nextPageToken();
        } while (token != null);
        return all;
    }

    @SuppressWarnings("unchecked") // the report's shape is what this test is about
    private static Map<String, Object> total(Run.Result result) {
        return (Map<String, Object>) ((Map<String, Object>) result.result()).get("totals");
    }
}
