package dev.lovage.worker.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.sdk.TaskContext;
import dev.lovage.sdk.TaskFailure;
import dev.lovage.worker.http.RetryAfter;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;

/// Asks the server of models that whoever runs this worker has named, and reads its answer as it
/// comes.
@Singleton
final class ChatServer {
    private static final Set<Integer> MAY_PASS = Set.of(408, 409, 425, 429, 500, 502, 503, 504);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int SHOWN = 1_000;

    private final ModelSettings settings;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final Timer timer = new Timer("llm-timeout", true);

    ChatServer(ModelSettings settings) {
        this.settings = settings;
    }

    String model() {
        return settings.model();
    }

    ChatAnswer ask(ObjectNode question, TaskContext context) throws InterruptedException {
        var to =
                settings.completions()
                        .orElseThrow(() ->
                                TaskFailure.of(
                                                "LLM_NOT_SET_UP",
                                                "No model is set up: whoever runs the worker sets"
                                                        + " lovage.llm.url, as"
                                                        + " http://127.0.0.1:11434/v1, and"
                                                        + " lovage.llm.model")
                                        .permanent());
        try {
            var answer = client.send(request(to, question), BodyHandlers.ofInputStream());
            try (var body = answer.body();
                    Cut _ = cut(body)) {
                require(answer, body);
                return read(body, context);
            }
        } catch (HttpTimeoutException e) {
            throw late(e);
        } catch (ConnectException e) {
            throw TaskFailure.of("LLM_UNREACHABLE", "No connection to " + to).because(e);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw TaskFailure.of("LLM_LOST", "The connection to %s broke".formatted(to)).because(e);
        }
    }

    private TaskFailure late(IOException e) {
        return TaskFailure.of(
                        "LLM_TIMEOUT",
                        "No whole answer within %s (lovage.llm.timeout)"
                                .formatted(settings.timeout()))
                .because(e);
    }

    private HttpRequest request(URI to, ObjectNode question) throws IOException {
        var request =
                HttpRequest.newBuilder(to)
                        .timeout(settings.timeout())
                        .header("Content-Type", "application/json")
                        .header("Accept", "text/event-stream, application/json")
                        .POST(BodyPublishers.ofString(question.toString()));
        settings.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }

    /// The client's own time-out ends with the headers; a body that never ends is cut off.
    private Cut cut(InputStream body) {
        var task =
                new TimerTask() {
                    @Override
                    public void run() {
                        try {
                            body.close();
                        } catch (IOException _) {
                            // it is closed already
                        }
                    }
                };
        timer.schedule(task, settings.timeout().toMillis());
        return task::cancel;
    }

    private interface Cut extends AutoCloseable {
        @Override
        void close();
    }

    private static ChatAnswer read(InputStream body, TaskContext context) throws IOException {
        var answer = new ChatAnswer();
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            answer.line(line);
            context.progress(answer.content().length(), 0, end(answer.content()));
        }
        answer.ended();
        return answer;
    }

    private static String end(String text) {
        return text.length() <= SHOWN ? text : "…" + text.substring(text.length() - SHOWN);
    }

    private static void require(HttpResponse<?> answer, InputStream body) throws IOException {
        int status = answer.statusCode();
        if (status / 100 == 2) {
            return;
        }
        var said = new String(body.readNBytes(SHOWN), StandardCharsets.UTF_8);
        var failure =
                TaskFailure.of("LLM_STATUS", "The server of the model answered " + status)
                        .withDetails(Map.of("status", status, "body", said));
        if (!MAY_PASS.contains(status)) {
            throw failure.permanent();
        }
        throw pause(answer).map(failure::retryAfter).orElse(failure);
    }

    private static Optional<Duration> pause(HttpResponse<?> answer) {
        return answer.headers().firstValue("retry-after").flatMap(RetryAfter::of);
    }

    @PreDestroy
    void close() {
        timer.cancel();
        client.shutdownNow();
    }
}
