package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One run's page in a real browser: why it does not run, when what ran, and how it is stopped.
class RunPageIT extends OnDemo {
    @Test
    void saysWhyARunDoesNotRunAndStopsIt() {
        var run = demo.api.data.queued();
        var page = signedIn(1440, 900, ColorScheme.DARK, "runs/" + run);
        assertThat(page.locator(".why")).containsText("No worker polls the queue");
        browser.shot("run-why-dark");
        browser.accessible();
        browser.button("Cancel run").click();
        assertThat(page.locator("vaadin-dialog")).containsText("clean-up");
        browser.shot("run-cancel-dark");
        browser.accessible();
        browser.button("Back").click();
        browser.button("Terminate").first().click();
        page.getByLabel("Reason").fill("It waits for nothing.");
        browser.shot("run-terminate-dark");
        page.locator("vaadin-dialog").getByText("Terminate", exact()).last().click();
        assertThat(page.locator(".title .chip")).containsText("Terminated");
        assertThat(page.locator(".why")).isHidden();
        assertThat(demo.api.steering.stopped).contains("terminate " + run);
        assertThat(browser.errors()).isEmpty();
    }

    private static com.microsoft.playwright.Locator.GetByTextOptions exact() {
        return new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true);
    }

    @Test
    void saysWhyARunFailedWhateverTabIsOpen() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs/" + Fixtures.FAILED + "?tab=steps");
        assertThat(page.locator(".why"))
                .containsText("image.resize failed at do.1.g.wide after 3 attempts");
        page.locator(".why a").click();
        page.waitForURL("**?step=do.1.g.wide");
        assertThat(page.locator("run-graph g.node")).hasCount(6);
        browser.shot("run-failed-light");
        browser.accessible();
        assertThat(page.evaluate(COVERED)).isEqualTo(false);
    }

    /// Whether the panel hides any box of the graph.
    private static final String COVERED =
            """
            () => {
              const boxes = [...document.querySelector('run-graph').shadowRoot.querySelectorAll('.box')];
              const edge = document.querySelector('.side').getBoundingClientRect().left;
              return boxes.some((box) => box.getBoundingClientRect().right > edge);
            }
            """;

    @Test
    void showsWhenWhatRan() {
        var page =
                signedIn(1440, 900, ColorScheme.DARK, "runs/" + Fixtures.CENSUS + "?tab=timeline");
        var line = page.locator("run-timeline");
        assertThat(line.locator("[role=treeitem]")).hasCount(2);
        browser.shot("timeline-dark");
        browser.accessible();
        line.locator("[role=treeitem]").first().focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowRight");
        assertThat(line.locator("[data-id='do.1.m.7']")).isVisible();
        browser.shot("timeline-unfolded-dark");
        page.keyboard().press("End");
        assertThat(line.locator("[data-id='do.1.m.435']")).isFocused();
        page.keyboard().press("+");
        page.keyboard().press("Enter");
        page.waitForURL("**?tab=timeline&step=do.1.m.435");
        browser.shot("timeline-step-dark");
        browser.accessible();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        var page =
                signedIn(390, 844, ColorScheme.LIGHT, "runs/" + Fixtures.FAILED + "?tab=timeline");
        assertThat(page.locator("run-timeline [role=treeitem]")).hasCount(5);
        browser.shot("phone-timeline-light");
        browser.accessible();
        page.navigate(demo.address() + "/runs/" + Fixtures.CONTROL);
        assertThat(page.locator(".why")).containsText("it is tried again");
        browser.shot("phone-why-light");
        browser.accessible();
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    }

    /// Whether a table is wider than its place.
    private static final String CUT =
            """
            () => {
              const table = document.querySelector('vaadin-grid').shadowRoot.querySelector('#table');
              return table.scrollWidth > table.clientWidth;
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "schedules, Run now, schedules",
        "approvals, Release, approvals",
        "runs/FAILED?tab=steps, pixels, steps",
        "runs/FAILED?tab=steps&step=do.1.g.wide, pixels, steps-panel"
    })
    void cutsNoColumnOfATableAt1280Pixels(String address, String text, String shot) {
        var path = address.replace("FAILED", Fixtures.FAILED);
        var page = signedIn(1280, 800, ColorScheme.LIGHT, path);
        assertThat(page.locator("vaadin-grid")).containsText(text);
        browser.shot("table-" + shot + "-1280-light");
        assertThat(page.evaluate(CUT)).isEqualTo(false);
    }

    @Test
    void showsWhatStartedARunAndHowToStartAnother() {
        var page =
                signedIn(1440, 900, ColorScheme.LIGHT, "runs/" + Fixtures.CANCELLED + "?tab=input");
        assertThat(page.locator(".facts a")).hasAttribute("href", "schedules/orders-nightly-daily");
        assertThat(page.locator("code-view")).containsText("\"folder\"");
        browser.button("As curl").click();
        assertThat(page.locator("code-view")).containsText("it'\\''s here");
        browser.shot("run-input-light");
        browser.accessible();
    }

    @Test
    void goesAnywhereByAFewLetters() {
        var page = signedIn(1440, 900, ColorScheme.DARK, "runs");
        assertThat(page.locator("vaadin-grid")).containsText("source-census");
        page.keyboard().press("Control+k");
        var box = page.getByRole(AriaRole.COMBOBOX, named("Where to"));
        assertThat(box).isFocused();
        assertThat(page.locator("command-palette .option").nth(4)).isVisible();
        browser.shot("palette-dark");
        browser.accessible();
        box.fill("srccen");
        assertThat(page.locator("command-palette [aria-selected=true]"))
                .containsText("source-census");
        page.keyboard().press("Enter");
        page.waitForURL("**/workflows/source-census");
        page.keyboard().press("Control+k");
        box.fill("adhoc~01JD6W5");
        assertThat(page.locator("command-palette [aria-selected=true]")).containsText("Run");
        browser.shot("palette-run-dark");
        page.keyboard().press("Enter");
        page.waitForURL("**/runs/adhoc~*");
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(browser.errors()).isEmpty();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    @Test
    void worksByKeysAlone() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs");
        assertThat(page.locator("vaadin-grid")).containsText("source-census");
        page.keyboard().press("?");
        assertThat(page.locator("command-palette dialog.help")).isVisible();
        browser.shot("keys-light");
        browser.accessible();
        page.keyboard().press("Escape");
        page.keyboard().press("g");
        page.keyboard().press("w");
        page.waitForURL("**/workflows");
        assertThat(page.locator("h1")).hasText("Workflows");
        page.keyboard().press("g");
        page.keyboard().press("r");
        page.waitForURL("**/runs");
        assertThat(page.locator("vaadin-grid")).containsText("image-thumbnails");
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");
        browser.shot("keys-row-light");
        page.keyboard().press("Enter");
        page.waitForURL("**/runs/*~*");
        page.goBack();
        assertThat(page.locator("vaadin-grid")).containsText("image-thumbnails");
        page.keyboard().press("/");
        assertThat(page.locator(".filters vaadin-text-field")).hasAttribute("focused", "");
        page.keyboard().type("orders");
        page.waitForURL("**/runs?q=orders");
        assertThat(browser.errors()).isEmpty();
    }

    /// The list must win over the page that comes, for it was asked for last.
    @Test
    void goesBackWhileAPageIsStillComing() {
        var page = signedIn(1440, 900, ColorScheme.DARK, "runs");
        var slow = new JsonObject();
        slow.addProperty("rate", 4);
        page.context().newCDPSession(page).send("Emulation.setCPUThrottlingRate", slow);
        for (int i = 0; i < 4; i++) {
            assertThat(page.locator("vaadin-grid")).containsText("image-thumbnails");
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            page.waitForURL("**/runs/*~*");
            page.goBack();
            page.waitForURL("**/runs");
            assertThat(page.locator("h1")).hasText("Runs");
        }
        assertThat(page.locator("vaadin-grid")).containsText("image-thumbnails");
    }

    @Test
    void goesBackNoFurtherThanAPersonWants() {
        var page = signedIn(1440, 900, ColorScheme.DARK, "runs?tag=nightly&since=24h");
        assertThat(page.locator(".pill")).containsText("Tag nightly");
        assertThat(page.locator("vaadin-select")).containsText("The last 24 hours");
        browser.shot("runs-filters-dark");
        browser.accessible();
        page.getByLabel("Show runs without the tag nightly, too").click();
        page.waitForURL("**/runs?since=24h");
        assertThat(page.locator("vaadin-grid")).containsText("source-census");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void showsAllTimesInUtcAndRemembersIt() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs/" + Fixtures.FAILED);
        page.locator(".person").click();
        browser.shot("menu-clocks-light");
        page.getByText("Times in UTC").click();
        assertThat(page.locator(".facts time").first())
                .hasAttribute("title", java.util.regex.Pattern.compile(".*UTC"));
        page.reload();
        assertThat(page.locator(".facts time").first())
                .hasAttribute("title", java.util.regex.Pattern.compile(".*UTC"));
    }
}
