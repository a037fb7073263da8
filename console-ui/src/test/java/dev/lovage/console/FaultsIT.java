package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;

import dev.lovage.events.RunState;
import dev.lovage.local.Door;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.stream.IntStream;

/// What a person sees when the way to the console breaks, and when there is more than anyone reads.
class FaultsIT extends OnDemo {
    private static final int MANY = 100_000;

    @Test
    void saysThatTheSocketIsCutAndIsRightAgainAfterwards() {
        try (var door = Door.to("127.0.0.1:" + URI.create(demo.address()).getPort())) {
            var page = browser.open(1440, 900, ColorScheme.LIGHT);
            browser.signIn(
                    "http://" + door.address() + "/runs/" + Fixtures.CENSUS,
                    "admin",
                    FakeApi.PASSWORD);
            assertThat(page.locator(".head .chip")).containsText("Running");

            door.turn(Door.State.SHUT);
            assertThat(page.locator("vaadin-connection-indicator")).containsText("Connection lost");
            browser.shot("socket-cut-light");
            demo.api.census(500);
            demo.api.tell(Fixtures.CENSUS, "default");
            door.turn(Door.State.OPEN);

            assertThat(page.locator(".head .chip")).containsText("Succeeded");
            assertThat(page.locator("run-graph")).containsText("500 of 500");
            assertThat(page.locator("vaadin-connection-indicator .v-status-message.active"))
                    .hasCount(0);
        } finally {
            demo.api.census(412);
        }
    }

    /// However many there are, a page of the list reads what is in view, a hundred at a time.
    @Test
    void ofAHundredThousandRunsTheListReadsWhatIsInView() {
        synchronized (demo.api.data) {
            var old = demo.api.data.now.minusSeconds(1_000_000);
            IntStream.range(0, MANY)
                    .mapToObj(i ->
                            demo.api.data.run(
                                    "many~" + i,
                                    "many",
                                    1,
                                    RunState.SUCCEEDED,
                                    "admin",
                                    old.minusSeconds(i),
                                    old.minusSeconds(i),
                                    old.minusSeconds(i - 1L),
                                    null))
                    .forEach(demo.api.data.runs::add);
        }
        try {
            demo.api.asked.clear();
            var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs");
            assertThat(page.locator("vaadin-grid")).containsText("source-census");
            assertThat(lists()).as("%s", demo.api.asked).isBetween(1L, 4L);

            page.evaluate("document.querySelector('vaadin-grid').scrollToIndex(190)");
            page.waitForFunction("document.querySelector('vaadin-grid').size > 200");
            page.evaluate("document.querySelector('vaadin-grid').scrollToIndex(340)");
            assertThat(page.locator("vaadin-grid")).containsText("many");

            assertThat(lists()).as("%s", demo.api.asked).isLessThan(16);
            assertThat(
                            (int)
                                    page.evaluate(
                                            "document.querySelectorAll('vaadin-grid short-id').length"))
                    .isLessThan(200);
            assertThat(browser.errors()).isEmpty();
        } finally {
            synchronized (demo.api.data) {
                demo.api.data.runs.removeIf(run -> run.workflow().equals("many"));
            }
        }
    }

    /// How often pages of the list were read; each has a hundred runs.
    private static long lists() {
        return demo.api.asked.stream()
                .filter(path -> path.startsWith("/api/v1/runs?"))
                .peek(path -> assertThat(path).contains("pageSize=100"))
                .count();
    }
}
