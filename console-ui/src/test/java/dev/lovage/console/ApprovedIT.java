package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;

import dev.lovage.client.Access;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.local.Stack;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// The running platform: a run asks a person, who is told by a push, answers, and sees it end.
class ApprovedIT {
    private static final String ASKING =
            """
            lovage: 1
            name: asked-of-a-person
            do:
              - id: go
                label: Release to production
                await: go
                form: {type: object, required: [version], properties: {version: {type: integer, title: Version}}}
                assignees: ["role:admin"]
                timeout: 1h
              - {value: "${steps.go.version + 1}"}
            """;

    private static final LocatorAssertions.ContainsTextOptions WHILE =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    @Test
    void aPersonAnswersWhatARunAsks() {
        var stack = Stack.shared();
        var admin = stack.admin();
        var token = new AtomicReference<String>();
        try (var client = LovageClient.at(URI.create(stack.api()), token::get);
                var browser = new Chromium()) {
            token.set(
                    client.signIn(Access.SignIn.with(admin.name(), admin.password()))
                            .accessToken());
            client.save("asked-of-a-person", ASKING);
            var page = browser.open(1280, 800, ColorScheme.DARK);
            browser.signIn(stack.console() + "/approvals", admin.name(), admin.password());
            var run = client.start("asked-of-a-person", Run.Start.with(Map.of()), null).id();
            answer(page, browser, run);

            var result = client.result(run, Duration.ofSeconds(55));
            assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(result.result()).isEqualTo(8L);
            page.navigate(stack.console() + "/runs/" + run);
            assertThat(page.locator(".title .chip")).containsText("Succeeded", WHILE);
            assertThat(browser.errors()).isEmpty();
        }
    }

    /// It is there without asking again.
    private static void answer(Page page, Chromium browser, String run) {
        var row = page.locator("vaadin-grid a[href^='approvals/'][href$='" + run + "']").first();
        row.click(new Locator.ClickOptions().setTimeout(60_000));
        assertThat(page.locator(".side")).containsText("Release to production", WHILE);
        page.getByLabel("Version").click();
        page.keyboard().type("7");
        browser.shot("approved-form");
        browser.button("Approve").click();
        page.waitForURL("**/approvals");
    }
}
