package dev.lovage.console;

import com.sun.net.httpserver.HttpExchange;

import dev.lovage.client.Run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The api's feed, from memory: it tells what a test says.
final class FakeFeed {
    static final String TOKEN = "a token that consoles share with the api";

    private final Set<BlockingQueue<String>> readers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ids = new AtomicInteger();

    int readers() {
        return readers.size();
    }

    boolean serves(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().equals("/api/v1/events");
    }

    /// Tells of a change of `run`, in these steps.
    void tell(Run run, String tenant, String... paths) {
        var steps =
                Stream.of(paths)
                        .map("{\"path\":\"%s\",\"state\":\"SUCCEEDED\",\"attempt\":1}"::formatted)
                        .collect(Collectors.joining(","));
        var text =
                """
                id: %d
                data: {"tenant":"%s","run":"%s","workflow":"%s","state":"%s","epoch":1,"seq":1,\
                "steps":[%s]}

                """
                        .formatted(
                                ids.incrementAndGet(),
                                tenant,
                                run.id(),
                                run.workflow(),
                                run.state(),
                                steps);
        readers.forEach(reader -> reader.add(text));
    }

    void serve(HttpExchange exchange, BooleanSupplier down) throws IOException {
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        var mine = new LinkedBlockingQueue<String>();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        readers.add(mine);
        try (var out = exchange.getResponseBody()) {
            out.write("id: 0\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (!down.getAsBoolean()) {
                var text = mine.poll(100, TimeUnit.MILLISECONDS);
                out.write((text == null ? ": \n\n" : text).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.remove(mine);
        }
    }
}
