package dev.lovage.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;

import dev.lovage.sdk.TaskFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

/// What others may do to us.
@Timeout(60)
final class ExchangeTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private Site site;
    private Call call;

    @BeforeEach
    void open() throws IOException {
        site = new Site();
        call = Call.allowing(site.opening());
    }

    @AfterEach
    void close() {
        over.countDown();
        site.close();
    }

    @Test
    void followsThreeRedirectsAndNoMore() throws Exception {
        site.status("/1", 301, "Location", "/2")
                .status("/2", 302, "Location", site.url("/3?a"))
                .status("/3", 307, "Location", "end")
                .text("/end", 200, "text/plain", new byte[] {'e'})
                .status("/round", 302, "Location", "/round");

        assertThat(call.get(site.url("/1")).url()).isEqualTo(site.url("/end"));
        assertThat(call.failure(site.url("/round")).code()).isEqualTo("HTTP_REDIRECT");
        var unfollowed = call.with("redirects", 0);
        assertThat(unfollowed.failure(site.url("/1")).code()).isEqualTo("HTTP_STATUS");
        assertThat(unfollowed.with("expect", new int[] {301}).get(site.url("/1")).headers())
                .containsEntry("location", "/2");
        assertThat(call.with("redirects", 2).failure(site.url("/1")).retryable()).isFalse();
    }

    @Test
    void keepsMethodAndBodyWhereTheRedirectSaysSo() throws Exception {
        site.status("/307", 307, "Location", "/end")
                .status("/302", 302, "Location", "/end")
                .status("/303", 303, "Location", "/end")
                .text("/end", 200, "text/plain", new byte[] {'e'});
        var post = call.with("method", Method.POST).with("body", "hello");

        for (var path : new String[] {"/307", "/302", "/303"}) {
            post.get(site.url(path));
        }

        assertThat(site.asked)
                .filteredOn(asked -> asked.target().equals("/end"))
                .extracting(asked -> asked.method() + asked.body() + asked.header("Content-type"))
                .containsExactly("POSThellotext/plain; charset=utf-8", "GET", "GET");
    }

    @Test
    void keepsCredentialsToTheirOrigin() throws Exception {
        try (var other = new Site().text("/", 200, "text/plain", new byte[] {'o'})) {
            site.status("/out", 302, "Location", other.url("/"))
                    .status("/in", 302, "Location", "/here")
                    .text("/here", 200, "text/plain", new byte[] {'h'});
            var secret =
                    Call.allowing(site.opening(), other.opening())
                            .with(
                                    "headers",
                                    Map.of(
                                            "Authorization", "Bearer 1",
                                            "Cookie", "a=b",
                                            "X-Api-Key", "k",
                                            "Accept", "text/plain"));

            secret.get(site.url("/out"));
            secret.get(site.url("/in"));

            var out = other.asked.element();
            assertThat(out.header("Accept")).isEqualTo("text/plain");
            assertThat(out.headers()).doesNotContainKeys("Authorization", "Cookie", "X-api-key");
            assertThat(site.asked)
                    .allSatisfy(asked ->
                            assertThat(asked.header("Authorization")).isEqualTo("Bearer 1"));
        }
    }

    @Test
    void givesUpWhenNothingComes() {
        site.page("/silent", _ -> hold());
        site.page(
                "/stuck",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1000);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    hold();
                });
        site.page(
                "/drip",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (!held(20)) {
                        exchange.getResponseBody().write('.');
                        exchange.getResponseBody().flush();
                    }
                });

        for (var path : new String[] {"/silent", "/stuck", "/drip"}) {
            var failure = call.with("timeout", 300).failure(site.url(path));

            assertThat(failure.code()).as(path).isEqualTo("HTTP_TIMEOUT");
            assertThat(failure.retryable()).isTrue();
        }
    }

    @Test
    void readsNoMoreThanItMay() throws Exception {
        site.page(
                "/endless",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (!held(0)) {
                        exchange.getResponseBody().write(new byte[10_000]);
                    }
                });
        site.page("/bomb", exchange -> packed(exchange, "gzip", new byte[5_000_000]));
        site.page(
                "/packed",
                exchange -> packed(exchange, "GZIP", "hello".getBytes(StandardCharsets.UTF_8)));
        site.page("/brotli", exchange -> packed(exchange, "br", new byte[1]));
        site.page(
                "/torn",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, 3);
                    exchange.getResponseBody().write("not".getBytes(StandardCharsets.UTF_8));
                });
        site.text("/large", 200, "text/plain", new byte[150_000]);

        assertThat(call.failure(site.url("/endless")).code()).isEqualTo("RESULT_TOO_LARGE");
        assertThat(says("HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n").code())
                .isEqualTo("RESULT_TOO_LARGE");
        assertThat(call.failure(site.url("/bomb")).code()).isEqualTo("RESULT_TOO_LARGE");
        assertThat(call.get(site.url("/packed")).body()).isEqualTo("hello");
        assertThat(call.failure(site.url("/brotli")).code()).isEqualTo("HTTP_ANSWER");
        assertThat(call.failure(site.url("/torn")).code()).isEqualTo("HTTP_ANSWER");
        assertThat(call.get(site.url("/large")).body()).isEqualTo("\0".repeat(150_000));
        assertThat(call.with("keep", false).get(site.url("/large")).bytes()).isEqualTo(150_000);
    }

    @Test
    void refusesHeadersWithoutMeasure() {
        site.page(
                "/long",
                exchange -> {
                    exchange.getResponseHeaders().add("X", "a".repeat(9_000));
                    exchange.sendResponseHeaders(200, -1);
                });
        site.page(
                "/many",
                exchange -> {
                    for (var i = 0; i < 200; i++) {
                        exchange.getResponseHeaders().add("X-" + i, "a");
                    }
                    exchange.sendResponseHeaders(200, -1);
                });

        assertThat(call.failure(site.url("/long")).code()).isEqualTo("HTTP_ANSWER");
        assertThat(call.failure(site.url("/many")).code()).isEqualTo("HTTP_ANSWER");
    }

    @Test
    void tellsWhyThereIsNoAnswer() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        var unknown =
                Call.through(host -> {
                    throw new UnknownHostException(host);
                });

        var refused = Call.allowing("127.0.0.1").failure("http://127.0.0.1:" + nobody + "/");

        assertThat(refused.code()).isEqualTo("HTTP_CONNECT");
        assertThat(refused.retryable()).isTrue();
        assertThat(refused).hasCauseInstanceOf(ConnectException.class);
        assertThat(unknown.failure("http://nowhere.test/").code()).isEqualTo("HTTP_DNS");
        assertThat(says("SSH-2.0-OpenSSH\r\n\r\n").code()).isIn("HTTP_ANSWER", "HTTP_LOST");
        assertThat(says("").code()).isEqualTo("HTTP_LOST");
        assertThat(says("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut").code())
                .isEqualTo("HTTP_LOST");
    }

    @Test
    void endsWhenItsTaskIsInterrupted() throws Exception {
        var asked = new CountDownLatch(1);
        var end = new AtomicReference<Throwable>();
        site.page(
                "/",
                _ -> {
                    asked.countDown();
                    hold();
                });
        var task =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                call.get(site.url("/"));
                            } catch (InterruptedException | RuntimeException e) {
                                end.set(e);
                            }
                        });
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        task.interrupt();

        await().until(() -> !task.isAlive());
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void doesNotWaitForANameLongerThanItMay() {
        var slow =
                Call.through(host -> {
                    hold();
                    return new InetAddress[0];
                });

        assertThat(slow.with("timeout", 200).failure("http://slow.test/").code())
                .isEqualTo("HTTP_TIMEOUT");
        assertThatThrownBy(() -> slow.with("timeout", 100).get("http://slow.test/"))
                .hasMessageContaining("http://slow.test:80")
                .hasMessageContaining("100 ms");
    }

    /// The failure of a call to a server that says this, and hangs up.
    private TaskFailure says(String words) throws Exception {
        try (var server = new ServerSocket(0)) {
            var speaker =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (var client = server.accept()) {
                                    client.getInputStream().read();
                                    client.getOutputStream()
                                            .write(words.getBytes(StandardCharsets.UTF_8));
                                    client.shutdownOutput();
                                    client.getInputStream().skip(100_000);
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            });
            var failure =
                    Call.allowing("127.0.0.1")
                            .failure("http://127.0.0.1:" + server.getLocalPort() + "/");
            speaker.join();
            return failure;
        }
    }

    private static void packed(HttpExchange exchange, String encoding, byte[] body)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        exchange.getResponseHeaders().add("Content-Type", "text/plain");
        exchange.getResponseHeaders().add("Content-Encoding", encoding);
        exchange.sendResponseHeaders(200, bytes.size());
        exchange.getResponseBody().write(bytes.toByteArray());
    }

    private void hold() {
        held(30_000);
    }

    private boolean held(long millis) {
        try {
            return over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }
}
