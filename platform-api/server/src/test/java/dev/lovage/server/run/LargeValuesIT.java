package dev.lovage.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.BlobReference;
import dev.lovage.events.Payload;
import dev.lovage.server.Api;
import dev.lovage.server.Digest;
import dev.lovage.server.OwnApi;
import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.blob.InternalPort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Values of several megabytes, from the worker's side to the reader's, and away again.
class LargeValuesIT {
    private static final Instant ACCEPTED = Instant.parse("2026-11-21T10:15:30.123Z");
    private static final byte[] VALUE =
            IntStream.range(0, 500_000)
                    .mapToObj(i -> "\"%08d\"".formatted(i))
                    .collect(Collectors.joining(",", "[", "]"))
                    .getBytes(StandardCharsets.UTF_8);
    private static final String HASH = Digest.hex(VALUE);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static OwnApi own;

    private final String run = "report~" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        own = new OwnApi();
    }

    @AfterAll
    static void close() {
        own.close();
        HTTP.close();
    }

    @Test
    void aWorkerKeepsAValueAndAReaderGetsIt() throws Exception {
        assertThat(put(OwnApi.WORKER_TOKEN).statusCode()).isEqualTo(204);
        ended();

        var result = get("/result").json();
        assertThat(result.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(result.path("result")).hasSize(500_000);

        var large = get("/result?brief=true").json().path("large");
        assertThat(large.path("size").asLong()).isEqualTo(VALUE.length);
        assertThat(large.path("count").asLong()).isEqualTo(500_000);
        assertThat(large.path("run").asText()).isEqualTo(run);

        var value = get("/values/" + large.path("sha256").asText());
        assertThat(Digest.hex(value.response().body())).isEqualTo(HASH);
        assertThat(value.header("Content-Disposition")).startsWith("attachment");
        assertThat(value.header("X-Content-Type-Options")).isEqualTo("nosniff");

        var step = get("/steps/do.0").json().path("value");
        assertThat(step.path("large").path("sha256").asText()).isEqualTo(HASH);
        assertThat(step.has("json")).isFalse();
    }

    @Test
    void whoMaySeeNoValuesSeesNoneByReferenceEither() throws Exception {
        put(OwnApi.WORKER_TOKEN);
        ended();

        assertThat(as(Role.VIEWER, "GET", "/values/" + HASH).status()).isEqualTo(403);
        assertThat(as(Role.VIEWER, "GET", "/steps/do.0").json().has("value")).isFalse();
        assertThat(as(Role.VIEWER, "DELETE", "/result").status()).isEqualTo(403);
    }

    @Test
    void whatIsForgottenIsGoneAndHowItWentStays() throws Exception {
        put(OwnApi.WORKER_TOKEN);
        ended();

        assertThat(as(Role.OPERATOR, "DELETE", "/result").status()).isEqualTo(204);
        assertThat(as(Role.OPERATOR, "DELETE", "/result").status()).isEqualTo(204);

        assertThat(get("/result").code()).isEqualTo("GONE");
        assertThat(get("/result").status()).isEqualTo(410);
        assertThat(get("/values/" + HASH).status()).isEqualTo(410);
        assertThat(get("/steps/do.0").json().path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(get("/steps/do.0").json().has("value")).isFalse();
        assertThat(get("").json().path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(count("select count(*) from blobs where run = ?")).isZero();
        assertThat(
                        count(
                                "select count(*) from audit where resource = 'run/' || ? and action = 'run:forget' and outcome = 'done'"))
                .isEqualTo(2);
    }

    @Test
    void whatIsReplayedLaterIsForgottenAgain() throws Exception {
        put(OwnApi.WORKER_TOKEN);
        ended();
        as(Role.OPERATOR, "DELETE", "/result");
        put(OwnApi.WORKER_TOKEN);
        own.database().update("update steps set value = '{\"value\": 1}' where run = ?", run);

        own.api.bean(Forgetting.class).again();

        assertThat(count("select count(*) from steps where value is not null and run = ?"))
                .isZero();
        assertThat(count("select count(*) from blobs where run = ?")).isZero();
    }

    @Test
    void anOpenRunAndWhatItRepeatsForgetNothing() throws Exception {
        put(OwnApi.WORKER_TOKEN);
        ended();
        own.database()
                .update(
                        """
                        insert into runs (accepted, tenant, run, temporal_run, definition, revision,
                            status, rerun_of)
                        values (?, 'default', ?, 't', 'report', 1, 'RUNNING', ?)\
                        """,
                        ACCEPTED,
                        "again" + run,
                        run);

        assertThat(as(Role.OPERATOR, "DELETE", "/result").code()).isEqualTo("RUN_OPEN");
        assertThat(get("/values/" + HASH).status()).isEqualTo(200);
    }

    @Test
    void thePortsHaveNothingInCommon() throws Exception {
        put(OwnApi.WORKER_TOKEN);
        var blob = "/blobs/default/%d/%s/%s".formatted(ACCEPTED.toEpochMilli(), run, HASH);
        var admin = own.api.token(Role.ADMIN);

        assertThat(own.api.call("GET", blob).bearer(OwnApi.WORKER_TOKEN).send().status())
                .isEqualTo(401);
        assertThat(own.api.call("GET", blob).bearer(admin).send().status()).isEqualTo(404);
        assertThat(put(admin).statusCode()).isEqualTo(401);
        assertThat(internal("/api/v1/runs", OwnApi.WORKER_TOKEN).statusCode()).isEqualTo(404);
        assertThat(internal("/health/liveness", OwnApi.WORKER_TOKEN).statusCode()).isEqualTo(404);
        assertThat(internal(blob, OwnApi.WORKER_TOKEN).statusCode()).isEqualTo(200);
    }

    private void ended() {
        var reference =
                new Payload.Reference(
                        ACCEPTED.toEpochMilli() + "/" + run,
                        VALUE.length,
                        HASH,
                        BlobReference.JSON,
                        500_000L);
        var json = StoredJson.ofPayload(reference);
        own.database()
                .update(
                        """
                        insert into runs (accepted, tenant, run, temporal_run, definition, revision,
                            status, ended, result)
                        values (?, 'default', ?, 't', 'report', 1, 'SUCCEEDED', now(), ?::json)\
                        """,
                        ACCEPTED,
                        run,
                        json);
        own.database()
                .update(
                        """
                        insert into steps (accepted, epoch, seq, queued, ended, generation, attempt,
                            state, tenant, run, path, kind, task, queue, value)
                        values (?, 1, 1, now(), now(), 0, 1, 'SUCCEEDED', 'default', ?, 'do.0',
                            'task', 'rows', 'q', ?::json)\
                        """,
                        ACCEPTED,
                        run,
                        json);
    }

    private long count(String sql) {
        return Long.parseLong(own.database().value(sql, run));
    }

    private Api.Answer get(String path) {
        return as(Role.OPERATOR, "GET", path);
    }

    private Api.Answer as(Role role, String method, String path) {
        return own.api.call(method, "/api/v1/runs/" + run + path).as(role).send();
    }

    private HttpResponse<String> put(String token) throws IOException, InterruptedException {
        var path = "/blobs/default/%d/%s/%s".formatted(ACCEPTED.toEpochMilli(), run, HASH);
        return HTTP.send(
                request(path, token)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(VALUE))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> internal(String path, String token)
            throws IOException, InterruptedException {
        return HTTP.send(request(path, token).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path, String token) {
        int port = own.api.bean(InternalPort.class).port();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }
}
