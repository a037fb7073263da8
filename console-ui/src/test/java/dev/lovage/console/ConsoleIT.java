package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The console as a person meets it: the packaged pages in a real browser, over an api in memory.
class ConsoleIT extends OnDemo {
    @AfterEach
    void backToNormal() {
        demo.api.down = false;
        demo.api.census(412);
    }

    private static Page desktop(String path) {
        return signedIn(1440, 900, ColorScheme.DARK, path);
    }

    @Test
    void listsRunsInDark() {
        var page = desktop("runs");
        assertThat(page.locator("vaadin-grid")).containsText("source-census");
        browser.shot("runs-dark");
        browser.accessible();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void filtersByStateInTheAddress() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs");
        browser.button("Failed").click();
        page.waitForURL("**/runs?status=FAILED");
        assertThat(browser.button("Failed")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("vaadin-grid")).containsText("IMAGE_TOO_LARGE");
        page.waitForFunction("document.querySelector('vaadin-grid').size < 60");
        browser.shot("runs-light-failed");
        browser.accessible();
    }

    @Test
    void opensARunFromTheList() {
        var page = desktop("runs");
        page.locator(".cell-link").first().click();
        page.waitForURL("**/runs/" + Fixtures.CENSUS);
        assertThat(page.locator("run-graph g.node")).hasCount(7);
        page.goBack();
        page.getByText("catalog-sync").first().click();
        page.waitForURL("**/runs/catalog-sync~*");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void readsFurtherPagesWhileScrolling() {
        var page = desktop("runs");
        assertThat(page.locator("vaadin-grid")).containsText("source-census");
        page.evaluate("document.querySelector('vaadin-grid').scrollToIndex(190)");
        page.waitForFunction("document.querySelector('vaadin-grid').size > 200");
        page.evaluate("document.querySelector('vaadin-grid').scrollToIndex(299)");
        page.waitForFunction("document.querySelector('vaadin-grid').size === 300");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void drawsTheGraphAndPatchesIt() {
        var page = desktop("runs/" + Fixtures.CENSUS);
        assertThat(page.locator("run-graph g.node")).hasCount(7);
        assertThat(page.locator("run-graph")).containsText("412");
        browser.shot("run-graph-dark");
        browser.accessible();
        demo.api.census(500);
        demo.api.tell(Fixtures.CENSUS, "default");
        assertThat(page.locator(".head .chip")).containsText("Succeeded");
        assertThat(page.locator("run-graph")).containsText("500 of 500");
        assertThat(page.evaluate("document.querySelector('run-graph').layouts")).isEqualTo(1);
        browser.shot("run-graph-ended-dark");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void showsAChangeAsItIsToldAndReadsNoMoreThanThat() {
        var page = desktop("runs/" + Fixtures.CENSUS);
        assertThat(page.locator("run-graph")).containsText("412 of 500");
        demo.untilLive();
        var polls = demo.asked("poll") + demo.asked("net");
        demo.api.asked.clear();

        demo.api.census(413);
        demo.api.tell(Fixtures.CENSUS, "another");
        demo.api.tell(Fixtures.FAILED, "default", "do.0");
        demo.api.tell(Fixtures.CENSUS, "default", "do.1.m.412");

        assertThat(page.locator("run-graph")).containsText("413 of 500");
        assertThat(demo.asked("poll") + demo.asked("net")).isEqualTo(polls);
        demo.api.asked.removeIf(path -> path.endsWith("/why"));
        assertThat(demo.api.asked)
                .containsExactly(
                        "/api/v1/runs/" + Fixtures.CENSUS.replace("~", "%7E"),
                        "/api/v1/runs/"
                                + Fixtures.CENSUS.replace("~", "%7E")
                                + "/steps?path=do.1.m.412");
        assertThat(page.evaluate("document.querySelector('run-graph').layouts")).isEqualTo(1);
    }

    @Test
    void theListShowsAChangeAsItIsTold() {
        var page = desktop("runs?q=" + Fixtures.CENSUS);
        assertThat(page.locator("vaadin-grid .chip").first()).containsText("Running");
        demo.untilLive();
        var polls = demo.asked("poll") + demo.asked("net");

        demo.api.census(500);
        demo.api.tell(Fixtures.CENSUS, "default");

        assertThat(page.locator("vaadin-grid .chip").first()).containsText("Succeeded");
        assertThat(demo.asked("poll") + demo.asked("net")).isEqualTo(polls);
    }

    @Test
    void aListOfOneWorkflowCanBeLinkedTo() {
        var page = desktop("runs?workflow=source-census");
        assertThat(page.locator("vaadin-grid .chip").first()).containsText("Running");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aClosedPageIsNotTold() {
        var page = desktop("runs/" + Fixtures.CENSUS);
        assertThat(page.locator("run-graph g.node")).hasCount(7);
        demo.untilLive();
        page.navigate("about:blank");
        await().until(() -> demo.pages() == 0);
    }

    @Test
    void opensAStepFromTheGraphByKeyboard() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs/" + Fixtures.CENSUS);
        assertThat(page.locator("run-graph g.node")).hasCount(7);
        page.locator("run-graph g.node[tabindex='0']").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");
        page.waitForURL("**?step=do.1");
        assertThat(page.locator(".side")).containsText("UNREADABLE");
        browser.shot("run-step-light");
        browser.accessible();
        page.locator(".item").first().click();
        page.waitForURL("**?step=do.1.m.7");
        assertThat(page.locator(".side")).containsText("after 3 attempts");
        browser.shot("run-item-light");
        page.goBack();
        page.waitForURL("**?step=do.1");
    }

    @Test
    void unfoldsAMapWithoutLosingTheRest() {
        var page = desktop("runs/" + Fixtures.CENSUS);
        assertThat(page.locator("run-graph g.node")).hasCount(7);
        page.locator("run-graph g.node[data-id='do.1']").focus();
        page.keyboard().press("Space");
        assertThat(page.locator("run-graph g.node")).hasCount(8);
        assertThat(page.locator("run-graph g.node[data-id='do.1']")).isFocused();
        browser.shot("run-unfolded-dark");
    }

    @Test
    void listsStepsAndTheirErrors() {
        var page = desktop("runs/" + Fixtures.CENSUS + "?tab=steps");
        assertThat(page.locator("vaadin-grid")).containsText("do.1.m.7");
        browser.shot("run-steps-dark");
        browser.accessible();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void showsAResultAndASource() {
        demo.api.census(500);
        var page =
                signedIn(1440, 900, ColorScheme.LIGHT, "runs/" + Fixtures.CENSUS + "?tab=result");
        assertThat(page.locator("code-view")).containsText("48213");
        browser.shot("run-result-light");
        browser.accessible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Source")).click();
        page.waitForURL("**?tab=source");
        assertThat(page.locator("code-view")).containsText("task: files.list");
        browser.shot("run-source-light");
        browser.accessible();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void saysWhyARunFailed() {
        var page = desktop("runs/" + Fixtures.FAILED + "?tab=result");
        assertThat(page.locator(".notice"))
                .containsText("image.resize failed at do.1.g.wide after 3 attempts");
        browser.shot("run-failed-dark");
        browser.accessible();
        page.navigate(demo.address() + "/runs/" + Fixtures.FAILED + "?step=do.1.g.wide");
        assertThat(page.locator("run-graph g.node")).hasCount(6);
        assertThat(page.locator(".side")).containsText("IMAGE_TOO_LARGE");
        browser.shot("run-failed-graph-dark");
        page.navigate(demo.address() + "/runs/" + Fixtures.CANCELLED);
        assertThat(page.locator("run-graph g.node")).hasCount(3);
        browser.shot("run-cancelled-dark");
    }

    @Test
    void fitsAPhone() {
        var page = signedIn(390, 844, ColorScheme.LIGHT, "runs");
        assertThat(page.locator("vaadin-grid .card").first()).isVisible();
        browser.shot("phone-runs-light");
        browser.accessible();
        page.navigate(demo.address() + "/runs/" + Fixtures.CENSUS);
        assertThat(page.locator("run-graph g.node")).hasCount(7);
        browser.shot("phone-run-light");
        browser.accessible();
        page.navigate(demo.address() + "/runs/" + Fixtures.CENSUS + "?tab=steps&step=do.1.m.7");
        assertThat(page.locator("vaadin-grid .card").first()).isVisible();
        assertThat(page.locator(".side")).containsText("UNREADABLE");
        browser.shot("phone-steps-light");
        browser.accessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    }

    @Test
    void keepsHostileTextInert() {
        var page = desktop("runs/" + Fixtures.HOSTILE + "?step=do.0");
        assertThat(page.locator(".side")).containsText("<script>");
        assertThat(page.locator("run-graph g.node")).containsText("<img");
        browser.shot("run-hostile-dark");
        page.navigate(demo.address() + "/runs/" + Fixtures.HOSTILE + "?tab=steps");
        assertThat(page.locator("vaadin-grid")).containsText("<img");
        page.navigate(demo.address() + "/runs/" + Fixtures.HOSTILE + "?tab=result");
        assertThat(page.locator(".notice")).containsText("<script>");
        page.navigate(demo.address() + "/runs?q=" + "adhoc");
        assertThat(page.locator("vaadin-grid")).containsText("<img");
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(page.locator("img[src=x]")).hasCount(0);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void saysThatWhatIsShownIsStale() {
        var page = desktop("runs");
        assertThat(page.locator("fresh-as-of")).containsText("Live");
        demo.api.down = true;
        assertThat(page.locator("fresh-as-of")).containsText("Stale since");
        assertThat(page.locator("vaadin-grid")).containsText("source-census");
        demo.api.down = false;
        assertThat(page.locator("fresh-as-of")).containsText("Live");
    }

    @Test
    void asksWhoIsThereAndGoesOnToTheLink() {
        var page = browser.open(1440, 900, ColorScheme.DARK);
        page.navigate(demo.address() + "/runs/" + Fixtures.FAILED + "?tab=steps");
        assertThat(page.locator("h1")).hasText("Sign in to Lovage");
        browser.shot("sign-in-dark");
        browser.accessible();
        page.locator("#name input").fill("admin");
        page.locator("#password input").fill("wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator(".notice")).containsText("do not belong together");
        browser.shot("sign-in-wrong-dark");
        browser.accessible();
        page.locator("#password input").fill(FakeApi.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/runs/" + Fixtures.FAILED + "?tab=steps");
        assertThat(page.locator("vaadin-grid")).containsText("IMAGE_TOO_LARGE");
    }

    @Test
    void switchesTheThemeAndRemembersIt() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs");
        page.locator(".person").click();
        browser.shot("menu-light");
        page.getByText("Dark theme").click();
        page.waitForFunction("getComputedStyle(document.documentElement).colorScheme === 'dark'");
        page.reload();
        page.waitForFunction("getComputedStyle(document.documentElement).colorScheme === 'dark'");
    }

    @Test
    void signsOut() {
        var page = desktop("runs");
        page.locator(".person").click();
        page.getByText("Sign out").click();
        assertThat(page.locator("h1")).hasText("Sign in to Lovage");
        page.navigate(demo.address() + "/runs");
        assertThat(page.locator("h1")).hasText("Sign in to Lovage");
    }

    @Test
    void saysWhatIsMissing() {
        var page = desktop("runs/none~01");
        assertThat(page.locator(".notice")).containsText("Request 01JD6REQUEST");
        browser.shot("run-missing-dark");
        browser.accessible();
        page.navigate(demo.address() + "/nowhere");
        assertThat(page.locator(".empty")).containsText("There is no such page");
        browser.shot("page-missing-dark");
        browser.accessible();
        page.navigate(demo.address() + "/runs?q=zzz");
        assertThat(page.locator(".empty")).containsText("No run is like that");
    }
}
