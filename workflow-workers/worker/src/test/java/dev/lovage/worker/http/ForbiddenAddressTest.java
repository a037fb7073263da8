package dev.lovage.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.sdk.TaskFailure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/// However an address inside is written, nothing is connected to.
final class ForbiddenAddressTest {
    private Tripwire tripwire;

    @BeforeEach
    void listen() throws IOException {
        tripwire = new Tripwire();
    }

    @AfterEach
    void untouched() throws IOException {
        tripwire.assertUntouched("anything");
        tripwire.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "https://127.0.0.1:PORT/",
                "HTTP://127.0.0.1:PORT",
                "http://127.0.0.2:PORT/",
                "http://0.0.0.0:PORT/",
                "http://0:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://2130706433:PORT/",
                "http://017700000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://0x7f000001:PORT/",
                "http://0x7f.1:PORT/",
                "http://0x7F.0x0.0x0.0x1:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://127.00.0.1:PORT/",
                "http://127.0.0.0x1:PORT/",
                "http://[::1]:PORT/",
                "http://[::]:PORT/",
                "http://[0:0:0:0:0:0:0:1]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[64:ff9b::127.0.0.1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[2001:0:7f00:1::]:PORT/",
                "http://[fe80::1%25lo]:PORT/",
                "http://[::1%25lo]:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://localhost.:PORT/",
                "http://127。0。0。1:PORT/",
                "http://127．0．0．1:PORT/",
                "http://１２７.0.0.1:PORT/",
                "http://ⓛocalhost:PORT/",
                "http://%6cocalhost:PORT/",
                "http://127%2e0%2e0%2e1:PORT/",
                "http://user@127.0.0.1:PORT/",
                "http://user:word@example.com@127.0.0.1:PORT/",
                "http://example.com#@127.0.0.1:PORT/",
                "http://example.com\\@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT\\@example.com/",
                "http://127.0.0.1 :PORT/",
                " http://127.0.0.1:PORT/",
                "http:127.0.0.1:PORT/",
                "http:/127.0.0.1:PORT/",
                "http:///127.0.0.1:PORT/",
                "//127.0.0.1:PORT/",
                "127.0.0.1:PORT/",
                "http://127.0.0.1:PORT\r\nHost: a.test/",
                "ftp://127.0.0.1:PORT/",
                "gopher://127.0.0.1:PORT/",
                "file:///etc/passwd",
                "jar:http://127.0.0.1:PORT/!/a",
                "unix:///var/run/docker.sock",
                "http://",
                ""
            })
    void touchesNothingInside(String url) throws IOException {
        // names that are no literals lead nowhere but home
        var call = Call.through(ForbiddenAddressTest::atHome);

        var failure = call.failure(url.replace("PORT", Integer.toString(tripwire.port())));

        assertThat(failure.code()).isIn("EGRESS_DENIED", TaskFailure.BAD_ARGUMENTS);
        assertThat(failure.retryable()).isFalse();
        tripwire.assertUntouched(url);
    }

    @Test
    void connectsToWhatWasJudgedThoughTheNameThenMeansSomethingElse() throws IOException {
        var answers = new ArrayDeque<>(List.of("192.0.2.1", "127.0.0.1", "127.0.0.1"));
        var call =
                Call.through(
                        host -> new InetAddress[] {InetAddress.ofLiteral(answers.remove())},
                        "192.0.2.0/24");

        var failure =
                call.with("timeout", 200).failure("http://rebinds.test:" + tripwire.port() + "/");

        assertThat(failure.code()).isIn("HTTP_TIMEOUT", "HTTP_CONNECT");
        assertThat(answers).hasSize(2);
        assertThat(call.failure("http://rebinds.test:" + tripwire.port() + "/").code())
                .isEqualTo("EGRESS_DENIED");
    }

    @Test
    void judgesEveryRedirectAnew() throws IOException {
        for (var target :
                List.of(
                        "http://127.0.0.1:PORT/",
                        "http://localhost:PORT/",
                        "http://[::1]:PORT/",
                        "//127.0.0.1:PORT/",
                        "file:///etc/passwd",
                        "http://u@127.0.0.1:PORT/")) {
            var location = target.replace("PORT", Integer.toString(tripwire.port()));
            try (var site = new Site().status("/", 302, "Location", location)) {
                var failure = Call.allowing(site.opening()).failure(site.url("/"));

                assertThat(failure.code()).isIn("EGRESS_DENIED", TaskFailure.BAD_ARGUMENTS);
                assertThat(site.asked).hasSize(1);
            }
        }
    }

    @Test
    void opensOnePortAndNotTheNextOne() throws Exception {
        try (var site = new Site().text("/", 200, "text/plain", new byte[] {'a'})) {
            var call = Call.allowing(site.opening());

            assertThat(call.get(site.url("/")).body()).isEqualTo("a");
            assertThat(call.failure("http://127.0.0.1:" + tripwire.port() + "/").code())
                    .isEqualTo("EGRESS_DENIED");
        }
    }

    @Test
    void takesNoProxyByAccident() throws Exception {
        var port = Integer.toString(tripwire.port());
        var proxy =
                Map.of(
                        "http.proxyHost", "127.0.0.1",
                        "http.proxyPort", port,
                        "http.nonProxyHosts", "",
                        "socksProxyHost", "127.0.0.1",
                        "socksProxyPort", port);
        proxy.forEach(System::setProperty);
        try (var site = new Site().text("/", 200, "text/plain", new byte[] {'a'})) {
            assertThat(Call.allowing(site.opening()).get(site.url("/")).status()).isEqualTo(200);
        } finally {
            proxy.keySet().forEach(System::clearProperty);
        }
    }

    private static InetAddress[] atHome(String host) throws UnknownHostException {
        return host.matches("[0-9a-f.:]+")
                ? InetAddress.getAllByName(host)
                : new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
}
