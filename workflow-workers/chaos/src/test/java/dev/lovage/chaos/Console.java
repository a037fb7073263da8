package dev.lovage.chaos;

import dev.lovage.local.Plan;
import dev.lovage.local.Stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The console of a platform, as a browser and a monitor see it.
record Console(URI page, URI metrics) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    static Console of(Plan plan, Stack stack) {
        return new Console(
                URI.create(stack.console()),
                URI.create("http://127.0.0.1:" + plan.ports().consoleManagement() + "/prometheus"));
    }

    /// Whether it gives its page, and is told of what changes.
    boolean live() {
        try (var http = browser()) {
            return get(http, page).statusCode() == OK
                    && get(http, metrics).body().contains("\nlovage_console_live 1.0");
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private static HttpResponse<String> get(HttpClient http, URI address)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
