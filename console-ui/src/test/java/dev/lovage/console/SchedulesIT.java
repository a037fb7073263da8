package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;

import dev.lovage.events.RunState;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/// Schedules as a person meets them: the list, the next fires while typing, saving, steering.
class SchedulesIT extends OnDemo {
    @BeforeEach
    void fill() {
        demo.api.schedules.fill();
    }

    @Test
    void listsSchedulesInEveryState() {
        var page = signedIn(1440, 900, ColorScheme.DARK, "schedules");
        for (var word : new String[] {"Active", "Pending", "Failed", "Paused", "Unknown"}) {
            assertThat(page.locator("vaadin-grid")).containsText(word);
        }
        browser.shot("schedules-dark");
        browser.accessible();
        page.getByLabel("Run catalog now").click();
        assertThat(page.locator("vaadin-notification-card")).containsText("catalog runs now");
        assertThat(demo.api.schedules.calls).contains("trigger catalog");
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void makesAScheduleByKeyboardWithTheNextFiresInSight() {
        var page = signedIn(1440, 1000, ColorScheme.LIGHT, "schedules/new?workflow=source-census");
        assertThat(browser.button("Save schedule")).isDisabled();
        assertThat(page.locator(".reason")).hasText("Give it a name.");
        page.getByLabel("Name").focus();
        page.keyboard().type("often");
        page.getByLabel("Folder").focus();
        page.keyboard().type("docs");
        browser.button("Every").focus();
        page.keyboard().press("Enter");
        page.locator("vaadin-text-field").getByLabel("Every").fill("30s");
        assertThat(page.locator(".preview")).containsText("some will meet the run before");
        assertThat(page.locator(".preview tbody tr")).hasCount(10);
        browser.shot("schedule-new-light");
        browser.accessible();
        browser.button("Save schedule").focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/schedules/often");
        assertThat(demo.api.schedules.get("often").spec().every().getFirst().every())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithACronBesideIt() {
        var page = signedIn(1440, 1000, ColorScheme.DARK, "schedules/catalog");
        browser.button("Cron").click();
        page.getByLabel("Cron expressions").fill("every day");
        assertThat(page.locator("vaadin-text-area[invalid]")).containsText("has five fields");
        assertThat(browser.button("Save schedule")).isDisabled();
        browser.shot("schedule-wrong-dark");
        browser.accessible();
    }

    @Test
    void asksForTheNameBeforeItDeletes() {
        var page = signedIn(1440, 1000, ColorScheme.LIGHT, "schedules/orders-nightly");
        browser.button("Delete").click();
        assertThat(browser.button("Delete schedule")).isDisabled();
        page.getByLabel("Type orders-nightly to delete it").fill("orders-nightly");
        browser.button("Delete schedule").click();
        page.waitForURL("**/schedules");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        var page = signedIn(390, 844, ColorScheme.DARK, "schedules");
        assertThat(page.locator("vaadin-grid .card").first()).isVisible();
        browser.shot("phone-schedules-dark");
        browser.accessible();
        page.navigate(demo.address() + "/schedules/orders-nightly");
        assertThat(page.locator(".preview tbody tr")).hasCount(10);
        browser.shot("phone-schedule-dark");
        browser.accessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    }

    @Test
    void onePageIsToldOfTheRunsOfItsScheduleAndDoesNotPoll() {
        var at = demo.api.data.now;
        var id = "catalog-sync~catalog-2026-11-21T01:00:00Z";
        var run =
                demo.api.data.run(
                        id, "catalog-sync", 1, RunState.RUNNING, null, at, at, null, null);
        synchronized (demo.api.data) {
            demo.api.data.runs.addFirst(run);
        }
        var page = signedIn(1440, 1000, ColorScheme.LIGHT, "schedules/catalog");
        assertThat(page.locator(".preview tbody tr")).hasCount(10);
        demo.untilLive();
        var polls = demo.asked("poll");
        demo.api.asked.clear();

        demo.api.tell(id, "default");

        await().untilAsserted(
                        () -> assertThat(demo.api.asked).contains("/api/v1/schedules/catalog"));
        assertThat(demo.asked("poll")).isEqualTo(polls);
    }
}
