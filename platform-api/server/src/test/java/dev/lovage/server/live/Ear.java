package dev.lovage.server.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// Listens to a stream and keeps what it hears.
final class Ear implements AutoCloseable {
    /// @param id as last told
    record Heard(String id, String name, String data, long at) {}

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    final HttpResponse<java.io.InputStream> answer;
    final CompletableFuture<Void> over = new CompletableFuture<>();
    volatile String lastId = "";

    private Ear(HttpResponse<java.io.InputStream> answer) {
        this.answer = answer;
        Thread.startVirtualThread(this::listen);
    }

    static Ear at(HttpClient http, URI uri, String token, String since) {
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(30))
                        .header("Accept", "text/event-stream")
                        .header("Accept-Encoding", "gzip")
                        .header("Authorization", "Bearer " + token);
        if (!since.isEmpty()) {
            request.header("Last-Event-ID", since);
        }
        try {
            return new Ear(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        var name = "";
        var data = "";
        try (var lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    heard.add(new Heard(lastId, name, data, System.nanoTime()));
                    name = "";
                    data = "";
                }
            }
        } catch (IOException _) {
            // cut off, as a restart does
        } finally {
            over.complete(null);
        }
    }

    List<String> data() {
        return heard.stream().map(Heard::data).toList();
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
