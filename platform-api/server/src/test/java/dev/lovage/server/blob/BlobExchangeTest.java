package dev.lovage.server.blob;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.lovage.server.Digest;
import dev.lovage.server.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class BlobExchangeTest {
    private static final String TOKEN = "a token that workers share with the api";
    private static final byte[] VALUE = "[1,2,3]".getBytes(StandardCharsets.UTF_8);
    private static final String PLACE = "/blobs/default/1763000000000/r~1/" + Digest.hex(VALUE);

    private final FakeBlobStore store = new FakeBlobStore();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        open(store);
    }

    private void open(BlobStore behind) throws IOException {
        var token = new WorkerToken(new Settings.WorkerSide(TOKEN));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", new BlobExchange(token, behind, new Settings.Blobs(100)));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void takesAValueAndGivesItBack() throws IOException {
        assertThat(send("PUT", PLACE, TOKEN, VALUE)).startsWith("HTTP/1.1 204 ");
        assertThat(send("PUT", PLACE, TOKEN, VALUE)).startsWith("HTTP/1.1 204 ");
        assertThat(send("GET", PLACE, TOKEN)).startsWith("HTTP/1.1 200 ").endsWith("[1,2,3]");
        assertThat(store.values).hasSize(1);
    }

    @Test
    void understandsNamesInTheirEscapedForm() throws IOException {
        var escaped = PLACE.replace("r~1", "r%7E1");
        assertThat(send("PUT", escaped, TOKEN, VALUE)).startsWith("HTTP/1.1 204 ");
        assertThat(send("GET", PLACE, TOKEN)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a token that workers share with the apj", "x"})
    void tellsNothingWithoutTheToken(String token) throws IOException {
        assertThat(send("PUT", PLACE, token, VALUE)).startsWith("HTTP/1.1 401 ");
        assertThat(send("GET", "/nothing", token)).startsWith("HTTP/1.1 401 ");
        assertThat(store.values).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/runs",
                "/blobs/default/1763000000000/r~1/",
                "/blobs/default/1763000000000/r~1/../r~1/HASH",
                "/blobs//default/1763000000000/r~1/HASH",
                "//blobs/default/1763000000000/r~1/HASH",
                "/BLOBS/default/1763000000000/r~1/HASH",
                "/blobs/default/1763000000000/r~1/HASH/",
                "/blobs/default/1763000000000/r~1/HASH;x",
                "/blobs/default/1763000000000/r~1/HASH?x=1",
                "/blobs/default/1763000000000/%2e%2e/HASH",
                "/blobs/default/1763000000000/r%00/HASH",
                "/blobs/default/-1/r~1/HASH",
                "/blobs/default/1763000000000/r~1/%48ASH",
                "http://elsewhere/blobs/default/1763000000000/r~1/HASH"
            })
    void hasOneSpellingForEachPlaceAndNoOtherPlace(String path) throws IOException {
        send("PUT", PLACE, TOKEN, VALUE);
        var tried = path.replace("HASH", Digest.hex(VALUE));
        assertThat(send("GET", tried, TOKEN)).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void refusesWhatIsTooLargeAndNamesTheWayOut() throws IOException {
        var large = new byte[101];
        var place = PLACE.replace(Digest.hex(VALUE), Digest.hex(large));
        assertThat(send("PUT", place, TOKEN, large))
                .startsWith("HTTP/1.1 413 ")
                .contains("at most 100 bytes")
                .contains("lovage.blobs.max-bytes");
    }

    @Test
    void refusesContentThatIsNotWhatItsHashSays() throws IOException {
        assertThat(send("PUT", PLACE, TOKEN, new byte[] {1})).startsWith("HTTP/1.1 422 ");
        assertThat(store.values).isEmpty();
    }

    @Test
    void keepsNothingOfAValueThatWasCutOff() throws IOException {
        try (var socket = connected()) {
            socket.getOutputStream().write(head("PUT", PLACE, TOKEN, VALUE.length));
            socket.getOutputStream().write(VALUE, 0, 3);
        }
        assertThat(send("GET", PLACE, TOKEN)).startsWith("HTTP/1.1 404 ");
        assertThat(store.values).isEmpty();
    }

    @Test
    void saysThatItIsWorthAnotherTryWhilePostgresIsAway() throws IOException {
        store.shut();
        assertThat(send("GET", PLACE, TOKEN))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("Retry-After: 1");
    }

    private String send(String method, String path, String token, byte... body) throws IOException {
        try (var socket = connected()) {
            socket.getOutputStream().write(head(method, path, token, body.length));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// By hand: a client would tidy paths up.
    private static byte[] head(String method, String path, String token, int length) {
        return """
        %s %s HTTP/1.1\r
        Host: api\r
        Connection: close\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
                .formatted(method, path, token, length)
                .getBytes(StandardCharsets.UTF_8);
    }

    private Socket connected() throws IOException {
        var socket = new Socket(server.getAddress().getAddress(), server.getAddress().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }
}
