package dev.lovage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@Timeout(30)
class SupervisorTest {
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final String FOREVER = "exec sleep 600";

    @TempDir private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Output output = new Output(new PrintStream(printed, true), false);

    @Test
    void startsAPartOnlyWhenTheOneItNeedsServes() {
        Part first = part("first", Set.of(), "sleep 0.2; touch first.serves; " + FOREVER);
        Part second =
                part("second", Set.of("first"), "ls > second.saw; touch second.serves; " + FOREVER);

        try (Supervisor supervisor = supervisor(first, second)) {
            supervisor.start();

            assertThat(folder.resolve("second.saw")).content().contains("first.serves");
        }
    }

    @Test
    void stopsInReverseOrder() {
        String untilTold =
                "trap 'echo %s >> ended; kill $!; exit' TERM; sleep 600 & touch %s.serves; wait";
        Part first = part("first", Set.of(), untilTold.formatted("first", "first"));
        Part second = part("second", Set.of("first"), untilTold.formatted("second", "second"));
        Supervisor supervisor = supervisor(first, second);
        supervisor.start();

        supervisor.close();

        assertThat(folder.resolve("ended")).hasContent("second\nfirst\n");
    }

    @Test
    void startsAPartAgainThatDied() throws InterruptedException {
        CountDownLatch servesAgain = new CountDownLatch(1);
        Part part = part("weak", Set.of(), "touch weak.serves; " + FOREVER);
        try (Supervisor supervisor =
                new Supervisor(
                        List.of(part),
                        folder,
                        STOP,
                        output,
                        all -> {
                            PartStatus weak = all.getFirst();
                            if (weak.restarts() == 1 && weak.state() == PartStatus.State.SERVING) {
                                servesAgain.countDown();
                            }
                        })) {
            supervisor.start();

            kill(supervisor.status().getFirst().pid());

            assertThat(servesAgain.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(text()).contains("weak      │ ended with code 137, starts again in 500 ms");
        }
    }

    @Test
    void givesUpWithTheLastWordsOfAPartThatNeverServes() {
        Part part = part("broken", Set.of(), "echo no such luck; exit 3");

        try (Supervisor supervisor = supervisor(part)) {
            assertThatThrownBy(supervisor::start)
                    .isInstanceOf(LocalException.class)
                    .hasMessageContaining("broken does not start (ended with code 3)")
                    .hasMessageContaining("no such luck")
                    .hasMessageContaining("broken.log");
        }
    }

    @Test
    void saysAtOnceWhenAPartCannotBePrepared() {
        Part part =
                new Part(
                        "unready",
                        Set.of(),
                        () -> {
                            throw new LocalException("the disk is full");
                        },
                        new Part.Command(List.of("true"), Map.of(), folder),
                        _ -> true,
                        Part.Ending.AT_ONCE);
        Part other = part("other", Set.of("unready"), FOREVER);

        try (Supervisor supervisor = supervisor(part, other)) {
            assertThatThrownBy(supervisor::start)
                    .isInstanceOf(LocalException.class)
                    .hasMessage("the disk is full");
        }
    }

    @Test
    void keepsTheOutputOfEveryPartInAFileOfItsOwn() throws IOException {
        Part part = part("talker", Set.of(), "echo hello; touch talker.serves; " + FOREVER);

        try (Supervisor supervisor = supervisor(part)) {
            supervisor.start();
        }

        assertThat(Files.readString(folder.resolve("talker.log"))).isEqualTo("hello\n");
        assertThat(text()).contains("talker    │ hello");
    }

    @Test
    void killsAPartThatDoesNotWantToEnd() {
        Part part = part("stubborn", Set.of(), "trap '' TERM; touch stubborn.serves; " + FOREVER);
        Supervisor supervisor = supervisor(part);
        supervisor.start();
        long pid = supervisor.status().getFirst().pid();

        supervisor.close();

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void refusesAnOrderInWhichAPartComesBeforeWhatItNeeds() {
        assertThatThrownBy(() -> supervisor(part("b", Set.of("a"), FOREVER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("b comes before what it needs");
    }

    private Supervisor supervisor(Part... parts) {
        return new Supervisor(List.of(parts), folder, STOP, output, _ -> {});
    }

    /// A shell that serves once it has made the file `{name}.serves`.
    private Part part(String name, Set<String> needs, String script) {
        Path serves = folder.resolve(name + ".serves");
        return new Part(
                name,
                needs,
                () -> Files.deleteIfExists(serves),
                new Part.Command(List.of("sh", "-c", script), Map.of(), folder),
                _ -> Files.exists(serves),
                Part.Ending.AT_ONCE);
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
