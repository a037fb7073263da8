package dev.lovage.console;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The console over a fake api in a real browser, one for all tests of a class.
abstract class OnDemo {
    static Demo demo;
    static Chromium browser;

    @BeforeAll
    static void start() {
        demo = new Demo();
        browser = new Chromium();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    static Page signedIn(int width, int height, ColorScheme scheme, String path) {
        var page = browser.open(width, height, scheme);
        browser.signIn(demo.address() + "/" + path, "admin", FakeApi.PASSWORD);
        return page;
    }
}
