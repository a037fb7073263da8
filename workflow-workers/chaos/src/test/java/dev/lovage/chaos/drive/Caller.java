package dev.lovage.chaos.drive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.chaos.check.Operation.Outcome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Calls the api as a service does that takes nothing for granted.
final class Caller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REFUSED = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI api;
    private final String token;

    Caller(URI api, String token) {
        this.api = api;
        this.token = token;
    }

    /// Posts `body`; the outcome names the run of the answer, or else `run`.
    Outcome post(String path, @Nullable String key, Object body, String run) {
        try {
            var request =
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            return send(request, run);
        } catch (IOException e) {
            return new Outcome.Unknown(e.toString());
        }
    }

    Outcome get(String path, String run) {
        try {
            return send(request(path).GET(), run);
        } catch (IOException e) {
            return new Outcome.Unknown(e.toString());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve("/api/v1" + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private Outcome send(HttpRequest.Builder request, String run) throws IOException {
        try {
            return outcome(http.send(request.build(), BodyHandlers.ofByteArray()), run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        }
    }

    private static Outcome outcome(HttpResponse<byte[]> answer, String run) throws IOException {
        if (answer.statusCode() >= REFUSED) {
            return new Outcome.Refused(
                    answer.statusCode(), answer.headers().firstValue("Retry-After").isPresent());
        }
        if (!run.isEmpty()) {
            return new Outcome.Done(run);
        }
        JsonNode accepted = JSON.readTree(answer.body());
        return accepted.hasNonNull("id")
                ? new Outcome.Done(accepted.get("id").asText())
                : new Outcome.Unknown("an answer without an id");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
