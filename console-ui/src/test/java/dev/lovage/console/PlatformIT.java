package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;

import dev.lovage.client.Access;
import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.local.Stack;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// The running platform: a run that is started through the api is seen in its console.
class PlatformIT {
    @Test
    void aCensusIsSeenFromItsListToItsResult() {
        var stack = Stack.shared();
        var admin = stack.admin();
        var token = new AtomicReference<String>();
        try (var client = LovageClient.at(URI.create(stack.api()), token::get);
                var browser = new Chromium()) {
            token.set(
                    client.signIn(Access.SignIn.with(admin.name(), admin.password()))
                            .accessToken());
            var run = client.start("source-census", Run.Start.with(Map.of("folder", ".")), null);
            client.result(run.id(), Duration.ofSeconds(55));
            var page = browser.open(1440, 900, ColorScheme.DARK);
            browser.signIn(stack.console() + "/runs", admin.name(), admin.password());
            assertThat(page.locator("vaadin-grid")).containsText("source-census");
            browser.shot("platform-runs");
            page.navigate(stack.console() + "/runs/" + run.id());
            assertThat(page.locator(".title .chip")).containsText("Succeeded");
            assertThat(page.locator("run-graph g.node").first()).isVisible();
            browser.shot("platform-graph");
            page.navigate(stack.console() + "/runs/" + run.id() + "?tab=steps");
            assertThat(page.locator("vaadin-grid")).containsText("census.pages");
            browser.shot("platform-steps");
            page.navigate(stack.console() + "/runs/" + run.id() + "?tab=result");
            assertThat(page.locator("code-view")).containsText("totals");
            browser.shot("platform-result");
        }
    }
}
