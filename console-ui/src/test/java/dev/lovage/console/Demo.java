package dev.lovage.console;

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
        settings.putAll(other);
        context = ApplicationContext.builder().properties(settings).start();
        context.getBean(EmbeddedServer.class).start();
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
