package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;

/// Workflows as a person meets them: the list, and starting a run.
class WorkflowsIT extends OnDemo {
    @Test
    void listsWorkflowsWithTheirLastRuns() {
        var page = signedIn(1440, 900, ColorScheme.DARK, "workflows");
        assertThat(page.locator("run-ticks a").first()).isVisible();
        assertThat(page.locator("vaadin-grid")).containsText("source-census");
        browser.shot("workflows-dark");
        browser.accessible();
        page.locator("run-ticks a[tabindex='0']").first().focus();
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Enter");
        page.waitForURL("**/runs/*");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void searchesWorkflowsInTheAddress() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "workflows");
        page.getByRole(AriaRole.TEXTBOX).fill("finance");
        page.waitForURL("**/workflows?q=finance");
        assertThat(page.locator("vaadin-grid .cell-link:visible")).hasCount(3);
        browser.shot("workflows-light-search");
        browser.accessible();
        page.getByRole(AriaRole.TEXTBOX).fill("zzz");
        assertThat(page.locator(".empty")).containsText("No workflow is like that");
        browser.shot("workflows-light-none");
        browser.accessible();
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
    }

    @Test
    void startsARunOnceHoweverOftenTheButtonIsPressed() {
        var page = signedIn(1440, 900, ColorScheme.DARK, "workflows");
        page.getByLabel("Run source-census").click();
        page.waitForURL("**/workflows/source-census/start");
        int before = demo.api.starts.inputs.size();
        page.getByLabel("Folder").fill("atlantis");
        browser.button("Start run").click();
        assertThat(page.locator("vaadin-text-field[invalid]"))
                .containsText("There is no such folder.");
        browser.shot("start-refused-dark");
        browser.accessible();
        page.getByLabel("Folder").fill("src");
        browser.button("Start run").dblclick();
        page.waitForURL("**/runs/source-census~*");
        assertThat(demo.api.starts.inputs).hasSize(before + 1);
        assertThat(browser.errors("422")).isEmpty();
    }

    @Test
    void asksForEveryKindOfInput() {
        var page = signedIn(1440, 1100, ColorScheme.LIGHT, "workflows/orders-nightly/start");
        assertThat(page.getByLabel("Most orders")).hasValue("500");
        browser.shot("start-form-light");
        browser.accessible();
        browser.button("JSON").click();
        assertThat(page.locator("code-editor")).containsText("dryRun");
        browser.shot("start-json-light");
        browser.accessible();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void checksASourceWhileItIsWrittenAndDrawsIt() {
        var page = signedIn(1440, 900, ColorScheme.DARK, "workflows/source-census");
        assertThat(page.locator("run-graph g.node").first()).isVisible();
        browser.shot("workflow-graph-dark");
        browser.accessible();
        page.navigate(demo.address() + "/workflows/source-census?tab=source");
        page.locator("code-editor .cm-content").click();
        page.keyboard().press("Control+End");
        page.keyboard().type("colour: red\n");
        assertThat(page.locator(".flaws")).containsText("/colour");
        assertThat(browser.button("Save revision")).isDisabled();
        assertThat(page.locator("code-editor .cm-lintRange-error")).isVisible();
        browser.shot("workflow-source-wrong-dark");
        browser.accessible();
        page.navigate(demo.address() + "/workflows/source-census?tab=revisions");
        assertThat(page.locator("code-view")).containsText("concurrency: 50");
        browser.shot("workflow-revisions-dark");
        browser.accessible();
        assertThat(browser.errors("422")).isEmpty();
    }

    @Test
    void fitsAPhone() {
        var page = signedIn(390, 844, ColorScheme.LIGHT, "workflows");
        assertThat(page.locator("vaadin-grid .card").first()).isVisible();
        browser.shot("phone-workflows-light");
        browser.accessible();
        page.navigate(demo.address() + "/workflows/orders-nightly/start");
        assertThat(page.getByLabel("Most orders")).hasValue("500");
        browser.shot("phone-start-light");
        browser.accessible();
        page.navigate(demo.address() + "/workflows/source-census?tab=source");
        assertThat(page.locator("run-graph g.node").first()).isVisible();
        assertThat(page.locator("code-editor")).containsText("concurrency");
        browser.shot("phone-source-light");
        browser.accessible();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    }

    @Test
    void showsWhatChangedSinceAnyRevision() {
        var path = "workflows/source-census?tab=revisions&revision=3";
        var page = signedIn(1440, 900, ColorScheme.LIGHT, path);
        assertThat(page.locator("code-view")).containsText("concurrency: 50");
        link(page, "What changed");
        page.waitForURL("**&revision=3&against=2");
        assertThat(page.locator(".changes ins")).not().hasCount(0);
        assertThat(page.locator(".revisions [aria-current]")).containsText("Revision 3");
        browser.shot("workflow-changes-light");
        browser.accessible();

        page.locator("vaadin-select").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("since revision 1"))
                .click();
        page.waitForURL("**against=1**");
        assertThat(page.locator(".changes del")).containsText("- ");
        assertThat(page.locator(".changes del")).containsText("concurrency: 10");
        assertThat(page.locator(".changes ins")).containsText("concurrency: 50");

        link(page, "Source");
        assertThat(page.locator("code-view")).containsText("concurrency: 50");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void saysUnderTheTitleWhyTheLastRunFailed() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "workflows/image-thumbnails");
        assertThat(page.locator(".last")).containsText("The last run failed");
        assertThat(page.locator(".why"))
                .containsText("image.resize failed at do.1.g.wide after 3 attempts");
        browser.shot("workflow-failed-light");
        browser.accessible();
        page.locator(".last a").click();
        page.waitForURL("**/runs/" + Fixtures.FAILED);
        page.navigate(demo.address() + "/workflows/source-census");
        assertThat(page.locator("run-graph g.node").first()).isVisible();
        assertThat(page.locator(".last")).hasCount(0);
    }

    private static void link(Page page, String name) {
        page.locator("a.segment")
                .getByText(name, new Locator.GetByTextOptions().setExact(true))
                .click();
    }
}
