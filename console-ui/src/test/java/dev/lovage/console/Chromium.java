package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// A real browser, one window at a time, which notes everything that goes wrong in it.
final class Chromium implements AutoCloseable {
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final double TIMEOUT = 20_000;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> errors = new ArrayList<>();
    private BrowserContext window;
    private Page page;

    Chromium() {
        var environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT);
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-quic",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    /// Opens a new window, forgetting all that the one before knew.
    Page open(int width, int height, ColorScheme scheme) {
        if (window != null) {
            window.close();
        }
        errors.clear();
        window =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, height)
                                .setColorScheme(scheme)
                                .setReducedMotion(ReducedMotion.REDUCE)
                                .setDeviceScaleFactor(2));
        window.setDefaultTimeout(TIMEOUT);
        page = window.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400) {
                errors.add(response.status() + " " + response.url());
            }
        });
        return page;
    }

    Page page() {
        return page;
    }

    /// What went wrong in the window, but for what a test wanted to go wrong.
    List<String> errors(String... expected) {
        return errors.stream()
                .filter(error -> List.of(expected).stream().noneMatch(error::contains))
                .toList();
    }

    void signIn(String address, String name, String password) {
        page.navigate(address);
        page.locator("#name input").fill(name);
        page.locator("#password input").fill(password);
        button("Sign in").click();
        assertThat(page.locator(".who-words")).isAttached(); // on a phone in a closed drawer
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void shot(String name) {
        page.evaluate("() => document.fonts.ready");
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
    }

    /// Fails with what axe finds, of any weight.
    void accessible() {
        // Vaadin's own sign that the connection is lost stands outside of every page
        var results = new AxeBuilder(page).exclude("vaadin-connection-indicator").analyze();
        assertThat(results.getPasses()).hasSizeGreaterThan(10);
        assertThat(results.getViolations())
                .extracting(rule ->
                        rule.getId()
                                + " "
                                + rule.getNodes().stream()
                                        .limit(4)
                                        .map(node -> node.getTarget() + " " + node.getHtml())
                                        .toList())
                .isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
