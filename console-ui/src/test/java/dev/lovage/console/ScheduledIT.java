package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;

import dev.lovage.client.Access;
import dev.lovage.client.LovageClient;
import dev.lovage.client.ProblemException;
import dev.lovage.local.Ports;
import dev.lovage.local.Stack;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;

/// The running platform: a schedule that a person makes starts runs, and they are seen live.
class ScheduledIT {
    private static final String NAME = "seen-by-a-person";

    /// Long enough to be watched while it runs.
    private static final String SLOW =
            """
            lovage: 1
            name: seen-by-a-person
            do:
              - {label: Rest, wait: 20s}
              - {label: Look, task: site.addresses, with: {given: []}}
            """;

    private static final LocatorAssertions.ContainsTextOptions WHILE =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    private final Stack stack = Stack.shared();
    private final AtomicReference<String> token = new AtomicReference<>();
    private final LovageClient client = LovageClient.at(URI.create(stack.api()), token::get);
    private final Chromium browser = new Chromium();

    @BeforeEach
    void signIn() {
        var admin = stack.admin();
        var session = client.signIn(Access.SignIn.with(admin.name(), admin.password()));
        token.set(session.accessToken());
        client.save(NAME, SLOW);
    }

    @AfterEach
    void leaveNothing() {
        try {
            client.deleteSchedule(NAME);
        } catch (ProblemException e) {
            assertThat(e.problem().status()).isEqualTo(404);
        } finally {
            browser.close();
            client.close();
        }
    }

    @Test
    void aScheduleMadeByHandStartsARunWhoseStepsAreSeenByPushes() {
        var page = browser.open(1440, 1000, ColorScheme.DARK);
        browser.signIn(
                stack.console() + "/schedules/new?workflow=" + NAME,
                stack.admin().name(),
                stack.admin().password());
        make(page);
        counts(page);
        page.locator("vaadin-side-nav-item[path='runs']").click();
        var row = page.locator("vaadin-grid a[href*='" + NAME + "~']").first();
        row.click(new Locator.ClickOptions().setTimeout(60_000));
        watch(page);
        remove(page);
        assertThat(browser.errors()).isEmpty();
    }

    private void make(Page page) {
        page.getByLabel("Name").click();
        page.keyboard().type(NAME);
        browser.button("Every").click();
        var every = page.locator("vaadin-text-field").getByLabel("Every");
        every.click();
        page.keyboard().press("Control+A");
        page.keyboard().type("10s");
        assertThat(page.locator(".preview tbody tr")).hasCount(10);
        browser.button("Save schedule").focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/schedules/" + NAME);
        assertThat(page.locator(".title .chip")).containsText("Active");
    }

    /// A backfill of a day is too much for one every ten seconds, and says so before it begins.
    private void counts(Page page) {
        browser.button("Backfill").click();
        assertThat(page.locator("vaadin-dialog [role=status]"))
                .containsText("backfill a shorter while");
        assertThat(browser.button("Start runs")).isDisabled();
        browser.shot("scheduled-backfill");
        browser.button("Back").click();
    }

    private void watch(Page page) {
        assertThat(page.locator(".title .chip")).containsText("Waiting", WHILE); // it rests
        page.getByText("Steps", new Page.GetByTextOptions().setExact(true)).last().click();
        var steps = page.locator("vaadin-grid");
        assertThat(steps).containsText("Rest");
        double pushes = asked("push");
        double polls = asked("poll");
        assertThat(steps).containsText("site.addresses", WHILE);
        assertThat(page.locator(".title .chip")).containsText("Succeeded", WHILE);
        browser.shot("scheduled-steps");
        assertThat(asked("push")).isGreaterThan(pushes);
        assertThat(asked("poll")).isEqualTo(polls);
    }

    private void remove(Page page) {
        page.navigate(stack.console() + "/schedules/" + NAME);
        browser.button("Delete").click();
        page.getByLabel("Type " + NAME + " to delete it").click();
        page.keyboard().type(NAME);
        browser.button("Delete schedule").click();
        page.waitForURL("**/schedules");
    }

    /// How often pages of the console have asked the api for this reason.
    private double asked(String cause) {
        int port = new Ports(URI.create(stack.api()).getPort()).consoleManagement();
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/prometheus"))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            var name = "lovage_console_asked_total{cause=\"" + cause + "\"} ";
            return text.lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError("The console's metrics cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
