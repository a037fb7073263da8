package dev.lovage.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.lovage.client.Access;
import dev.lovage.client.Batch;
import dev.lovage.client.Page;
import dev.lovage.client.Problem;
import dev.lovage.client.Run;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// An api that speaks the contract from memory, so that the console can be looked at alone.
final class FakeApi implements AutoCloseable {
    static final String PASSWORD = "correct horse";
    private final ObjectMapper json =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();
    private final HttpServer server;
    private final AtomicInteger sessions = new AtomicInteger();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Fixtures data = new Fixtures();
    final FakeWorkflows workflows = new FakeWorkflows(data);
    final FakeStarts starts = new FakeStarts(data, json);
    final FakeSchedules schedules = new FakeSchedules(data, json);
    final FakeSteering steering = new FakeSteering(data);
    final FakeBatches batches = new FakeBatches(data, steering);
    final FakeApprovals approvals = new FakeApprovals(data, json);
    final FakeReruns reruns = new FakeReruns(data, json);
    final FakeFeed feed = new FakeFeed();
    volatile boolean down;

    /// How far the read model is behind.
    volatile long lagMs;

    static final List<String> ALL =
            List.of(
                    "run:read",
                    "run:payload",
                    "run:start",
                    "run:steer",
                    "approval:decide",
                    "workflow:read",
                    "workflow:write",
                    "schedule:read",
                    "schedule:write",
                    "task:read");
    volatile List<String> permissions = ALL;
    volatile long lifetimeSeconds = 900;

    FakeApi() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    int sessions() {
        return sessions.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    record Reply(int status, @Nullable Object body) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (feed.serves(exchange) && !down) {
                feed.serve(exchange, () -> down);
                return;
            }
            asked.add(exchange.getRequestURI().toString());
            var reply =
                    down
                            ? problem(503, "UNAVAILABLE", "Temporal does not answer.")
                            : answer(exchange);
            var body = reply.body() == null ? new byte[0] : json.writeValueAsBytes(reply.body());
            var type = reply.status() < 400 ? "application/json" : "application/problem+json";
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        var parts =
                Arrays.stream(exchange.getRequestURI().getRawPath().split("/"))
                        .skip(3)
                        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                        .toList();
        if (parts.equals(List.of("sessions")) && exchange.getRequestMethod().equals("POST")) {
            return session(json.readValue(exchange.getRequestBody(), Access.SignIn.class));
        }
        var bearer =
                Objects.requireNonNullElse(
                        exchange.getRequestHeaders().getFirst("Authorization"), "");
        if (!bearer.startsWith("Bearer access-")) {
            return problem(401, "UNAUTHENTICATED", "A token is needed.");
        }
        return switch (parts.getFirst()) {
            case "sessions" -> new Reply(204, null);
            case "me" ->
                    new Reply(
                            200,
                            new Access.Me(
                                    "admin", "user", "default", List.of("admin"), permissions));
            case "workflows" ->
                    parts.size() == 3 && parts.get(2).equals("runs")
                            ? starts.start(exchange, parts.get(1))
                            : workflows.answer(
                                    exchange.getRequestMethod(),
                                    parts,
                                    query(exchange),
                                    body(exchange));
            case "stats" -> workflows.stats(query(exchange));
            case "schedules" -> schedules.answer(exchange, parts, query(exchange));
            case "schedules:preview" -> schedules.preview(exchange);
            case "approvals" -> approvals.answer(exchange, parts, query(exchange));
            case "tasks" -> new Reply(200, FakeTasks.ALL);
            case "runs" -> runs(exchange, parts);
            case "runs:batch" -> batches.answer(json.readValue(body(exchange), Batch.class));
            default -> problem(404, "NOT_FOUND", "There is nothing here.");
        };
    }

    private Reply runs(HttpExchange exchange, List<String> parts) throws IOException {
        if (parts.size() == 4 && parts.get(2).equals("signals")) {
            return approvals.signal(exchange, parts.get(1), parts.get(3), query(exchange));
        }
        if (parts.size() == 3 && parts.get(2).equals("pause")) {
            return steering.pause(parts.get(1), json.readValue(body(exchange), Run.Pause.class));
        }
        return parts.size() == 1 ? list(query(exchange)) : run(parts, query(exchange), exchange);
    }

    private Reply session(Access.SignIn signIn) {
        boolean known = PASSWORD.equals(signIn.password()) && "admin".equals(signIn.name());
        if (!known && signIn.refreshToken() == null) {
            return problem(
                    401, "UNAUTHENTICATED", "This name and password do not belong together.");
        }
        int count = sessions.incrementAndGet();
        var end = Instant.now().plusSeconds(lifetimeSeconds);
        return new Reply(
                201,
                new Access.Session(
                        "access-" + count, end, "refresh-" + count, end.plusSeconds(3600)));
    }

    static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var raw = exchange.getRequestURI().getRawQuery();
        return raw == null
                ? Map.of()
                : Arrays.stream(raw.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(
                                Collectors.toMap(
                                        pair -> pair[0],
                                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                                        (one, other) -> one + "," + other));
    }

    private synchronized Reply list(Map<String, String> query) {
        Predicate<Run> wanted =
                run ->
                        query.getOrDefault("status", run.state().name()).equals(run.state().name())
                                && between(query, run.times().accepted())
                                && (query.get("tag") == null
                                        || run.trigger().tags().contains(query.get("tag")))
                                && query.getOrDefault("workflow", run.workflow())
                                        .equals(run.workflow())
                                && (run.id().startsWith(query.getOrDefault("q", ""))
                                        || run.trigger()
                                                .tags()
                                                .contains(query.getOrDefault("q", "")));
        var page = page(data.runs.stream().filter(wanted).toList(), query);
        return new Reply(200, new Page<>(page.items(), page.nextPageToken(), seen()));
    }

    private static boolean between(Map<String, String> query, Instant accepted) {
        var from = query.get("from");
        var to = query.get("to");
        return (from == null || !accepted.isBefore(Instant.parse(from)))
                && (to == null || accepted.isBefore(Instant.parse(to)));
    }

    private static <T> Page<T> page(List<T> all, Map<String, String> query) {
        int from = Integer.parseInt(query.getOrDefault("pageToken", "0"));
        int to =
                Math.min(all.size(), from + Integer.parseInt(query.getOrDefault("pageSize", "50")));
        return new Page<>(
                all.subList(from, to), to < all.size() ? String.valueOf(to) : null, Instant.now());
    }

    private synchronized Reply run(
            List<String> parts, Map<String, String> query, HttpExchange exchange)
            throws IOException {
        var id = parts.get(1);
        var run =
                data.runs.stream().filter(other -> other.id().equals(id)).findFirst().orElse(null);
        if (run == null) {
            return problem(404, "NOT_FOUND", "There is no run " + id + ".");
        }
        var steps = data.steps.getOrDefault(id, List.of());
        return switch (parts.size() == 2 ? "" : parts.get(2)) {
            case "" -> new Reply(200, fresh(run));
            case "graph" ->
                    new Reply(
                            200, data.graphs.getOrDefault(id, new Run.Graph(List.of(), List.of())));
            case "steps" ->
                    parts.size() == 3
                            ? new Reply(200, steps(steps, query))
                            : step(steps, parts.get(3));
            case "why" -> new Reply(200, steering.why(run));
            case "input" -> new Reply(200, new Run.Value(data.input(run), null));
            case "rerun-plan" -> reruns.plan(run, query);
            case "rerun" -> reruns.start(run, exchange);
            case "cancel", "terminate" -> steering.stop(run, parts.get(2));
            case "resume" -> steering.resume(run);
            case "logs" ->
                    query.containsKey("follow")
                            ? problem(404, "NOT_FOUND", "There is nothing to follow here.")
                            : new Reply(200, new Page<>(data.logs(id), null, Instant.now()));
            case "events" -> new Reply(200, page(new SampleEvents(run, steps).all(), query));
            case "result" ->
                    new Reply(
                            200,
                            new Run.Result(id, run.state(), data.results.get(id), run.error()));
            default -> problem(404, "NOT_FOUND", "There is nothing here.");
        };
    }

    private static Page<Run.Step> steps(List<Run.Step> all, Map<String, String> query) {
        var paths = query.get("path");
        return paths == null
                ? page(all, query)
                : new Page<>(
                        all.stream()
                                .filter(step -> List.of(paths.split(",")).contains(step.path()))
                                .toList(),
                        null,
                        Instant.now());
    }

    private Run.Seen seen() {
        return new Run.Seen(Instant.now().minusMillis(lagMs), "projection", lagMs);
    }

    private Run fresh(Run run) {
        return new Run(
                run.id(),
                run.workflow(),
                run.revision(),
                run.state(),
                run.trigger(),
                run.times(),
                run.error(),
                seen());
    }

    private static Reply step(List<Run.Step> steps, String path) {
        return steps.stream()
                .filter(step -> step.path().equals(path))
                .findFirst()
                .map(step -> new Reply(200, step))
                .orElseGet(() -> problem(404, "NOT_FOUND", "There is no step " + path + "."));
    }

    static Reply problem(int status, String code, String detail) {
        return problem(status, code, detail, List.of());
    }

    static Reply problem(int status, String code, String detail, List<Problem.Detail> errors) {
        return new Reply(
                status,
                new Problem(
                        "/problems/" + code,
                        code,
                        status,
                        detail,
                        null,
                        code,
                        "01JD6REQUEST0000000000TEST",
                        errors));
    }

    /// Tells of a run's change.
    synchronized void tell(String id, String tenant, String... paths) {
        data.runs.stream()
                .filter(run -> run.id().equals(id))
                .forEach(run -> feed.tell(run, tenant, paths));
    }

    /// The 500 files go on: `done` of them are counted.
    synchronized void census(int done) {
        data.census(done);
    }
}
