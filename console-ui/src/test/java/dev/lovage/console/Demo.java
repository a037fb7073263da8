package dev.lovage.console;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

import java.util.HashMap;
import java.util.Map;

/// A console with a fake api behind it, for tests that need a browser.
final class Demo implements AutoCloseable {
    final FakeApi api = new FakeApi();
    private final ApplicationContext context;

    Demo() {
        this(Map.of());
    }

    Demo(Map<String, Object> other) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("micronaut.server.port", -1);
        settings.put("lovage.server.port", 0);
        settings.put("lovage.api.url", api.uri().toString());
        settings.put("lovage.feed.token", FakeFeed.TOKEN);
        settings.putAll(other);
        context = ApplicationContext.builder().properties(settings).start();
        context.getBean(EmbeddedServer.class).start();
    }

    /// Waits until pages are told of changes.
    void untilLive() {
        await().until(() -> gauge("lovage.console.live") == 1);
    }

    /// How many pages are open.
    double pages() {
        return gauge("lovage.console.pages");
    }

    private double gauge(String name) {
        return context.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    /// How often pages asked the api, for this cause.
    double asked(String cause) {
        return context.getBean(MeterRegistry.class)
                .get("lovage.console.asked")
                .tag("cause", cause)
                .counter()
                .count();
    }

    String address() {
        return "http://127.0.0.1:" + context.getBean(ConsoleServer.class).port();
    }

    String management() {
        return context.getBean(EmbeddedServer.class).getURL().toString();
    }

    @Override
    public void close() {
        context.close();
        api.close();
    }
}
