package dev.lovage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lovage.links.KafkaLink;
import dev.lovage.links.TemporalLink;
import dev.lovage.local.Door;
import dev.lovage.local.Stack;

import io.grpc.StatusRuntimeException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// Temporal behind a door that asks for certificates. Of Kafka the greeting alone: its brokers send
/// clients on to the addresses they are configured with.
@Timeout(60)
class LinksIT {
    @TempDir static Path folder;
    private static Authority authority;

    private Door door;

    @BeforeAll
    static void found() throws Exception {
        authority = new Authority(folder);
    }

    @BeforeEach
    void open() throws Exception {
        door = Door.to(Stack.shared().temporal(), authority.listen("h2"));
    }

    @AfterEach
    void shut() {
        door.close();
    }

    private void probe(TemporalLink link) {
        var settings =
                new Settings.Temporal(
                        door.address(), Stack.shared().namespace(), Duration.ofDays(1));
        var stubs = new TemporalConnection().stubs(settings, link);
        try {
            var namespace = new Namespace(settings, stubs);
            namespace.probe();
            namespace.meet();
        } finally {
            stubs.shutdownNow();
        }
    }

    /// A first call may end before its connection has failed, so it asks again.
    private void refused(TemporalLink link, String why) {
        await().untilAsserted(() ->
                assertThatThrownBy(() -> probe(link))
                        .isInstanceOf(StatusRuntimeException.class)
                        .hasStackTraceContaining(why));
    }

    @Test
    void speaksToTemporalWithACertificate() throws Exception {
        var link =
                new TemporalLink(
                        true,
                        Authority.SERVER,
                        authority.certificate("ca"),
                        authority.certificate("client"),
                        authority.key("client"),
                        "",
                        "");

        await().untilAsserted(() -> assertThatCode(() -> probe(link)).doesNotThrowAnyException());
    }

    @Test
    void isRefusedWithoutACertificate() throws Exception {
        var ca = authority.certificate("ca");
        var link = new TemporalLink(true, Authority.SERVER, ca, "", "", "", "");

        refused(link, "UNAVAILABLE");
    }

    @Test
    void refusesAServerThatItDoesNotTrust() throws Exception {
        var certificate = authority.certificate("client");
        var key = authority.key("client");
        var link = new TemporalLink(true, Authority.SERVER, "", certificate, key, "", "");

        refused(link, "unable to find valid certification path");
    }

    @Test
    void refusesAServerOfAnotherName() throws Exception {
        var ca = authority.certificate("ca");
        var certificate = authority.certificate("client");
        var link =
                new TemporalLink(
                        true, "others.test", ca, certificate, authority.key("client"), "", "");

        refused(link, "others.test");
    }

    /// Who greets as a client of Kafka.
    private static CompletableFuture<String> greeted(SSLServerSocket listener) {
        var who = new CompletableFuture<String>();
        Thread.ofVirtual()
                .start(() -> {
                    try (var caller = (SSLSocket) listener.accept()) {
                        caller.startHandshake();
                        who.complete(caller.getSession().getPeerPrincipal().getName());
                    } catch (Exception e) {
                        who.completeExceptionally(e);
                    }
                });
        return who;
    }

    /// Brokers are called by the name they have: `localhost` here.
    private static Settings.Kafka kafka(SSLServerSocket listener, KafkaLink link) {
        return new Settings.Kafka(
                Authority.LOCAL + ":" + listener.getLocalPort(),
                "test",
                1,
                (short) 1,
                Duration.ofDays(1),
                link);
    }

    @Test
    void greetsKafkaWithACertificate() throws Exception {
        try (var listener = authority.listen()) {
            var who = greeted(listener);
            var link =
                    new KafkaLink(
                            "SSL",
                            "PLAIN",
                            "",
                            "",
                            authority.certificate("ca"),
                            authority.certificate("client"),
                            authority.key("client"));

            assertThatThrownBy(() -> new Topics(kafka(listener, link)).probe())
                    .as("behind the listener is no broker")
                    .isInstanceOf(Exception.class);

            assertThat(who.get()).isEqualTo("CN=client");
        }
    }

    @Test
    void greetsKafkaInVainWithoutACertificate() throws Exception {
        try (var listener = authority.listen()) {
            var who = greeted(listener);
            var ca = authority.certificate("ca");
            var link = new KafkaLink("SASL_SSL", "PLAIN", "lovage", "secret", ca, "", "");

            assertThatThrownBy(() -> new Topics(kafka(listener, link)).probe())
                    .isInstanceOf(Exception.class);

            assertThatThrownBy(who::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        }
    }
}
