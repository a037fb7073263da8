package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;

/// What runs await, in a real browser: the inbox, its badge, the form, and a run that turns.
class ApprovalsIT extends OnDemo {
    private static final String RELEASE = "do.2@" + TurningRun.TURNING;

    @Test
    void answersFromTheInbox() {
        var page = signedIn(1280, 800, ColorScheme.DARK, "approvals");
        assertThat(page.locator(".badge")).hasText("2");
        assertThat(page.locator("vaadin-grid")).containsText("Release to production");
        browser.shot("approvals-dark");
        browser.accessible();
        page.getByText("Release to production").click();
        page.waitForURL("**/approvals/do.2@*");
        page.getByLabel("Version").fill("7");
        page.getByLabel("Comment").fill("Go.");
        browser.shot("approval-form-dark");
        browser.accessible();
        browser.button("Approve").dblclick();
        page.waitForURL("**/approvals");
        assertThat(page.locator("vaadin-grid")).not().containsText("Release to production");
        assertThat(demo.api.approvals.answered).containsOnlyOnce(RELEASE + " {version=7}");
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void fitsAPhone() {
        var page = signedIn(390, 844, ColorScheme.LIGHT, "approvals?all=true");
        assertThat(page.locator("vaadin-grid")).containsText("Sign the books");
        browser.shot("approvals-phone-light");
        browser.accessible();
        page.navigate(demo.address() + "/approvals/do.1@" + Fixtures.HOSTILE);
        assertThat(page.locator(".side")).containsText("onerror");
        browser.shot("approval-phone-light");
        browser.accessible();
        assertThat(page.evaluate("window.pwned === undefined")).isEqualTo(true);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= 390")).isEqualTo(true);
    }

    @Test
    void sendsASignalFromTheStepThatWaits() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs/" + TurningRun.TURNING);
        assertThat(page.locator(".why")).containsText("do.2 waits for");
        page.locator(".why a").click();
        assertThat(page.locator(".side")).containsText("Decide in Approvals");
        browser.shot("step-await-light");
        browser.accessible();
        browser.button("Send signal").click();
        page.getByLabel("As an error").check();
        page.getByLabel("Code").fill("NO_GO");
        browser.shot("signal-light");
        browser.accessible();
        browser.button("Send").click();
        assertThat(page.locator("vaadin-notification-card")).containsText("is told");
        assertThat(demo.api.approvals.answered)
                .contains("release do.2@" + TurningRun.TURNING + " null");
    }

    @Test
    void pausesARunAndSaysWhoAndWhy() {
        var run = demo.api.data.queued();
        var page = signedIn(1440, 900, ColorScheme.DARK, "runs/" + run);
        browser.button("Pause run").click();
        page.getByLabel("Why").fill("Deploy.");
        browser.shot("run-pause-dark");
        browser.accessible();
        browser.button("Pause").click();
        assertThat(page.locator(".title .chip")).containsText("Paused");
        assertThat(page.locator(".why")).containsText("admin paused the run: Deploy.");
        browser.shot("run-paused-dark");
        browser.accessible();
        browser.button("Resume run").click();
        assertThat(page.locator(".title .chip")).containsText("Running");
    }

    @Test
    void stepsThroughTheTurnsOfALoopAndAGraph() {
        var page = signedIn(1280, 800, ColorScheme.DARK, "runs/" + TurningRun.TURNING);
        var graph = page.locator("run-graph");
        assertThat(graph).containsText("3 of 3");
        browser.shot("graph-turns-dark");
        browser.accessible();
        var loop = graph.locator("g.node[data-id='do.0']");
        var check = graph.locator("g.node[data-id='do.0.l.*.1']");
        assertThat(check).hasClass(has("SUCCEEDED"));
        loop.focus();
        page.keyboard().press("[");
        page.waitForURL("**?turn=do.0%3A1");
        assertThat(check).hasClass(has("FAILED"));
        assertThat(graph).containsText("2 of 3");
        check.focus();
        page.keyboard().press("Enter");
        page.waitForURL("**step=do.0.l.1.1**");
        assertThat(page.locator(".side")).containsText("do.0.l.1.1");
        browser.shot("graph-turn-dark");
        page.navigate(demo.address() + "/runs/" + TurningRun.TURNING + "?turn=do.1:2");
        assertThat(graph.locator("g.node[data-id='do.1.n.*.print']")).hasClass(has("planned"));
        assertThat(graph.locator("g.node[data-id='do.1.n.*.judge']")).hasClass(has("SUCCEEDED"));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void showsTurnsOnAPhoneAndOnTheTimeline() {
        var page = signedIn(390, 844, ColorScheme.LIGHT, "runs/" + TurningRun.TURNING);
        assertThat(page.locator("run-graph")).containsText("3 of 3");
        browser.shot("graph-turns-phone-light");
        browser.accessible();
        page.setViewportSize(1280, 800);
        page.navigate(demo.address() + "/runs/" + TurningRun.TURNING + "?tab=timeline");
        assertThat(page.locator("run-timeline")).containsText("turn 3");
        browser.shot("timeline-turns-light");
        browser.accessible();
        page.navigate(demo.address() + "/runs/" + Fixtures.CONTROL + "?tab=timeline");
        assertThat(page.locator("run-timeline")).containsText("undo");
        browser.shot("timeline-roles-light");
    }

    private static java.util.regex.Pattern has(String word) {
        return java.util.regex.Pattern.compile("\\b" + word + "\\b");
    }
}
