package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;

import dev.lovage.client.Rerun;

import org.junit.jupiter.api.Test;

/// A run is repeated from its page, in a real browser.
class RerunPageIT extends OnDemo {
    @Test
    void rerunsFromAStepAfterSayingWhatThatMeans() {
        var page =
                signedIn(
                        1440,
                        900,
                        ColorScheme.DARK,
                        "runs/" + Fixtures.FAILED + "?step=do.1.g.wide");
        browser.button("Rerun from here").click();
        assertThat(page.locator(".rerun-steps")).containsText("A step before it runs again.");
        browser.shot("rerun-from-dark");
        browser.accessible();
        browser.button("Rerun").last().click();
        page.waitForURL("**/runs/image-thumbnails~01JD6RERUN*");
        assertThat(page.locator(".facts")).containsText("from do.1.g.wide");
        browser.shot("rerun-of-dark");
        browser.accessible();
        assertThat(demo.api.reruns.asked).contains(new Rerun("do.1.g.wide", null, null));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void rerunsAllOfItWithAnotherInput() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs/" + Fixtures.FAILED);
        browser.button("Rerun").click();
        assertThat(page.locator(".rerun-steps")).containsText("All of it was asked for.");
        browser.button("Change the input").click();
        assertThat(page.locator("vaadin-dialog .input-form")).isVisible();
        browser.shot("rerun-input-light");
        browser.accessible();
        browser.button("Rerun").last().click();
        page.waitForURL("**/runs/image-thumbnails~01JD6RERUN*");
        assertThat(demo.api.reruns.asked).anyMatch(rerun -> rerun.input() != null);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        var page =
                signedIn(
                        390,
                        844,
                        ColorScheme.LIGHT,
                        "runs/" + Fixtures.FAILED + "?step=do.1.g.wide");
        browser.button("Only this").click();
        assertThat(page.locator(".rerun-steps")).containsText("It was asked for.");
        browser.shot("phone-rerun-light");
        browser.accessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    }
}
