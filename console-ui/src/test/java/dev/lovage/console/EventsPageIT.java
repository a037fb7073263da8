package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;

class EventsPageIT extends OnDemo {
    private static final String EVENTS = "runs/" + Fixtures.FAILED + "?tab=events";
    private static final String CENSUS = "runs/" + Fixtures.CENSUS + "?tab=events";

    @Test
    void showsWhatWasToldTheNewestFirstAndAllOfItWhenOpened() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, EVENTS);
        assertThat(page.locator(".events details").first()).containsText("Closed");
        assertThat(page.locator(".events details").last()).containsText("Started");
        browser.shot("events-light");
        browser.accessible();
        page.locator(".events summary").nth(1).click();
        assertThat(page.locator(".events code-view")).containsText("window.pwned");
        browser.shot("events-open-light");
        browser.accessible();
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void goesBackToOlderOnesAsFarAsAPersonWants() {
        var page = signedIn(1440, 900, ColorScheme.DARK, CENSUS);
        assertThat(page.locator(".events details")).hasCount(100);
        browser.button("Older events").click();
        assertThat(page.locator(".events details")).hasCount(200);
        browser.shot("events-dark");
        browser.accessible();
    }

    @Test
    void fitsAPhone() {
        var page = signedIn(390, 844, ColorScheme.LIGHT, EVENTS);
        assertThat(page.locator(".events details").first()).containsText("Closed");
        page.locator(".events summary").nth(1).click();
        assertThat(page.locator(".events code-view")).containsText("window.pwned");
        browser.shot("phone-events-light");
        browser.accessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    }

    @Test
    void saysForHowLongNothingHasComeIn() {
        demo.api.lagMs = 65_000;
        try {
            var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs");
            assertThat(page.locator(".behind")).containsText("Events have not come in for");
            browser.shot("behind-runs-light");
            browser.accessible();
            page.navigate(demo.address() + "/runs/" + Fixtures.CENSUS);
            assertThat(page.locator(".behind")).containsText("1 m");
            assertThat(page.locator("fresh-as-of")).containsText("Stale since");
            browser.shot("behind-run-light");
            page.setViewportSize(390, 844);
            assertThat(page.locator(".behind")).isVisible();
            browser.shot("phone-behind-light");
            browser.accessible();
        } finally {
            demo.api.lagMs = 0;
        }
    }
}
