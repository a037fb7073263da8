package dev.lovage.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.lovage.canvas.BlobReference;
import dev.lovage.engine.task.Blobs.RefusedException;
import dev.lovage.engine.task.Blobs.RefusedException.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

class HttpBlobsTest {
    private static final BlobReference REFERENCE =
            new BlobReference("1763000000000/hourly~a:b", 3, "a".repeat(64), "text/x", null);
    private static final byte[] VALUE = {1, 2, 3};

    private static final int DEAD = 0;

    private HttpServer api;
    private HttpBlobs blobs;
    private volatile int status = 204;
    private volatile String asked = "";
    private volatile byte[] got = {};

    @BeforeEach
    void open() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
                        asked += " " + exchange.getRequestHeaders().getFirst("Authorization");
                        if (status == DEAD) {
                            return;
                        }
                        got = exchange.getRequestBody().readAllBytes();
                        exchange.sendResponseHeaders(status, status == 204 ? -1 : VALUE.length);
                        if (status != 204) {
                            exchange.getResponseBody().write(VALUE);
                        }
                    }
                });
        api.start();
        blobs = new HttpBlobs("http://127.0.0.1:" + api.getAddress().getPort() + "/", "secret");
    }

    @AfterEach
    void close() {
        blobs.close();
        api.stop(0);
    }

    @Test
    void putsAValueWhereItsReferenceSays() throws Exception {
        blobs.put("acme", REFERENCE, VALUE);

        assertThat(asked)
                .isEqualTo(
                        "PUT /blobs/acme/1763000000000/hourly%7Ea%3Ab/"
                                + "a".repeat(64)
                                + " Bearer secret");
        assertThat(got).isEqualTo(VALUE);
    }

    @Test
    void getsItFromThere() throws Exception {
        status = 200;
        assertThat(blobs.get("acme", REFERENCE)).isEqualTo(VALUE);
        assertThat(asked).startsWith("GET /blobs/acme/1763000000000/");
    }

    @ParameterizedTest
    @CsvSource({"401, CLOSED", "404, GONE", "413, TOO_LARGE"})
    void doesNotTryAgainWhatIsRefused(int answer, Reason reason) {
        status = answer;
        assertThatThrownBy(() -> blobs.get("acme", REFERENCE))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(String.valueOf(answer));
    }

    @ParameterizedTest
    @CsvSource({"422", "500", "503"})
    void mayTryAgainWhatWasNotAnswered(int answer) {
        status = answer;
        assertThatThrownBy(() -> blobs.put("acme", REFERENCE, VALUE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void mayTryAgainWhatDiedInTheMiddle() {
        status = DEAD;
        assertThatThrownBy(() -> blobs.put("acme", REFERENCE, VALUE))
                .isInstanceOf(IOException.class);
    }

    @Test
    void mayTryAgainWhereNobodyListens() {
        api.stop(0);
        assertThatThrownBy(() -> blobs.get("acme", REFERENCE)).isInstanceOf(IOException.class);
    }
}
