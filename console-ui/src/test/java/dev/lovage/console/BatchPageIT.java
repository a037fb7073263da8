package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import dev.lovage.client.Batch;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Many runs are chosen from the list, and steered at once; and the list goes from a moment to
/// another.
class BatchPageIT extends OnDemo {
    private static final int OPEN = 7;

    @BeforeEach
    void open() {
        synchronized (demo.api.data) {
            demo.api.data.runs.removeIf(run -> run.workflow().equals("bulk"));
            var now = Instant.now();
            IntStream.range(0, OPEN + 1)
                    .mapToObj(i -> run(i, now))
                    .forEach(run -> demo.api.data.runs.addFirst(run));
        }
        demo.api.batches.asked.clear();
    }

    @AfterEach
    void gone() {
        synchronized (demo.api.data) {
            demo.api.data.runs.removeIf(run -> run.workflow().equals("bulk"));
        }
    }

    /// The last one has ended.
    private static Run run(int i, Instant now) {
        var at = now.plusSeconds(i);
        var open = i < OPEN;
        return demo.api.data.run(
                "bulk~01JD6W8Q4Z9V2N7K3M5P1R0T" + i + "X",
                "bulk",
                1,
                open ? RunState.RUNNING : RunState.SUCCEEDED,
                "admin",
                at,
                at,
                open ? null : at.plusSeconds(1),
                null);
    }

    private static List<Run> bulk(RunState state) {
        synchronized (demo.api.data) {
            return demo.api.data.runs.stream()
                    .filter(run -> run.workflow().equals("bulk") && run.state() == state)
                    .toList();
        }
    }

    private static Locator tick(Page page, int row) {
        return page.locator("vaadin-grid input.tick").nth(row);
    }

    @Test
    void cancelsTheRunsThatWereTickedAndSaysWhatCameOfIt() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs?workflow=bulk");
        assertThat(page.locator("vaadin-grid .chip").first()).containsText("Succeeded");
        assertThat(page.locator(".chosen")).isHidden();
        tick(page, 0).check();
        tick(page, 1).check();
        assertThat(page.locator(".chosen")).containsText("2 runs chosen");
        assertThat(page).hasURL(demo.address() + "/runs?workflow=bulk");
        browser.shot("batch-chosen-light");
        browser.accessible();

        browser.button("Cancel").click();
        assertThat(page.locator("vaadin-dialog")).containsText("Cancel 2 runs?");
        page.getByLabel("Reason").fill("Wrong input");
        browser.shot("batch-ask-light");
        browser.accessible();
        browser.button("Cancel 2 runs").click();

        assertThat(page.locator("vaadin-notification-card"))
                .containsText("1 run asked to stop. 1 run had ended already.");
        assertThat(page.locator(".chosen")).isHidden();
        await().until(() -> bulk(RunState.CANCELLED).size() == 1);
        assertThat(demo.api.batches.asked)
                .singleElement()
                .satisfies(batch -> {
                    assertThat(batch.act()).isEqualTo(Batch.Act.CANCEL);
                    assertThat(batch.reason()).isEqualTo("Wrong input");
                    assertThat(batch.ids()).hasSize(2);
                });
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void stopsAllThatMatchWithTheirNumberFirst() {
        var page = signedIn(1440, 900, ColorScheme.DARK, "runs?workflow=bulk");
        tick(page, 2).check();
        browser.button("All that match").click();
        assertThat(page.locator(".chosen")).containsText("All that match are chosen");
        browser.button("Terminate").click();
        assertThat(page.locator("vaadin-dialog")).containsText("Terminate 7 runs?");
        browser.shot("batch-all-dark");
        browser.accessible();

        browser.button("Terminate 7 runs").dblclick();

        assertThat(page.locator("vaadin-notification-card")).containsText("7 runs terminated.");
        assertThat(bulk(RunState.TERMINATED)).hasSize(OPEN);
        assertThat(demo.api.batches.asked).hasSize((OPEN + 1) / 2);
        assertThat(demo.api.batches.asked.getFirst().filter().workflow()).isEqualTo("bulk");
        assertThat(demo.api.batches.asked.getFirst().filter().to()).isNotNull();
        assertThat(demo.api.batches.asked.getLast().pageToken()).isEqualTo("next");
    }

    @Test
    void namesTheRunsThatItCouldNotBeDoneTo() {
        demo.api.batches.refuses = "UNAVAILABLE";
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs?workflow=bulk");
        tick(page, 1).check();
        browser.button("Pause").click();
        browser.button("Pause 1 run").click();
        assertThat(page.locator("vaadin-dialog .failed li")).containsText("bulk~");
        assertThat(page.locator("vaadin-dialog .failed li")).containsText("<script>");
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        browser.shot("batch-failed-light");
        browser.accessible();
        browser.button("Close").click();
        assertThat(page.locator("vaadin-dialog")).hasCount(0);
    }

    @Test
    void staysChosenWhileTheListLives() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs?workflow=bulk");
        tick(page, 1).check();
        demo.untilLive();
        var id = bulk(RunState.RUNNING).getFirst().id();
        demo.api.steering.pause(id, new Run.Pause(null, null));
        demo.api.tell(id, "default");
        assertThat(page.locator("vaadin-grid .chip").nth(1)).containsText("Paused");
        assertThat(tick(page, 1)).isChecked();
        browser.button("None").click();
        assertThat(tick(page, 1)).not().isChecked();
        assertThat(page.locator(".chosen")).isHidden();
    }

    @Test
    void tickingFitsAPhone() {
        var page = signedIn(390, 844, ColorScheme.LIGHT, "runs?workflow=bulk");
        assertThat(page.locator("vaadin-grid .card").first()).isVisible();
        tick(page, 1).check();
        assertThat(page.locator(".chosen")).containsText("1 run chosen");
        browser.shot("phone-batch-light");
        browser.accessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    }

    @Test
    void nobodyTicksWhoMayNotSteer() {
        demo.api.permissions = List.of("run:read");
        try {
            var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs?workflow=bulk");
            assertThat(page.locator("vaadin-grid .chip").first()).containsText("Succeeded");
            assertThat(page.locator("vaadin-grid input.tick")).hasCount(0);
        } finally {
            demo.api.permissions = FakeApi.ALL;
        }
    }

    @Test
    void listsWhatWasAcceptedBetweenTwoMoments() {
        var at = demo.api.data.now.minus(Duration.ofHours(2));
        var from = at.minus(Duration.ofHours(3)).toString();
        var link = "runs?from=" + from + "&to=" + at;
        var expected =
                demo.api.data.runs.stream()
                        .map(run -> run.times().accepted())
                        .filter(each -> !each.isBefore(Instant.parse(from)) && each.isBefore(at))
                        .count();
        var page = signedIn(1440, 900, ColorScheme.LIGHT, link);

        page.waitForFunction("document.querySelector('vaadin-grid').size === " + expected);
        assertThat(page.locator(".times")).containsText("From … to …");
        browser.shot("runs-between-light");
        browser.accessible();
        assertThat(demo.api.asked).anyMatch(path -> path.contains("from=") && path.contains("to="));

        choose(page, "Any time");
        page.waitForURL("**/runs");
        assertThat(page.locator("vaadin-date-time-picker:visible")).hasCount(0);
        choose(page, "From … to …");
        page.waitForURL("**/runs?from=*");
        assertThat(page.locator("vaadin-date-time-picker:visible")).hasCount(2);
        assertThat(browser.errors()).isEmpty();
    }

    private static void choose(Page page, String window) {
        page.locator("vaadin-select").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(window)).click();
    }
}
