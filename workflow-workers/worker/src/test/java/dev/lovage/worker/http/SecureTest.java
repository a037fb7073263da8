package dev.lovage.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

final class SecureTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Names HOME = _ -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    @TempDir Path folder;
    private SSLContext ours;

    @BeforeEach
    void certify() throws Exception {
        var store = folder.resolve("store.p12");
        var keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-alias",
                                "site",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=site.test",
                                "-ext",
                                "san=dns:site.test",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                store.toString())
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        ours = context(store);
    }

    @Test
    void trustsTheNameOfTheUrlAtTheAddressThatWasJudged() throws Exception {
        try (var site = secureSite()) {
            site.text("/", 200, "text/plain", new byte[] {'s'});
            var call = Call.through(HOME, new DefaultClientTlsStrategy(ours), "127.0.0.0/8");

            assertThat(call.get("https://site.test:" + site.port() + "/").body()).isEqualTo("s");
            assertThat(site.asked.element().header("Host")).isEqualTo("site.test:" + site.port());

            var other = call.failure("https://other.test:" + site.port() + "/");
            assertThat(other.code()).isEqualTo("HTTP_TLS");
            assertThat(other.retryable()).isFalse();
            assertThat(site.asked).hasSize(1);
        }
    }

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
        try (var site = secureSite()) {
            site.text("/", 200, "text/plain", new byte[] {'s'});

            var failure =
                    Call.through(HOME, "127.0.0.0/8")
                            .failure("https://site.test:" + site.port() + "/");

            assertThat(failure.code()).isEqualTo("HTTP_TLS");
            assertThat(failure).hasMessageContaining("is not trusted");
            assertThat(site.asked).isEmpty();
        }
    }

    @Test
    void doesNotStepDownFromHttpsToHttp() throws Exception {
        try (var site = secureSite();
                var plain = new Site().text("/", 200, "text/plain", new byte[] {'p'})) {
            site.status("/", 302, "Location", plain.url("/"));
            var call = Call.through(HOME, new DefaultClientTlsStrategy(ours), "127.0.0.0/8");

            assertThat(call.failure("https://site.test:" + site.port() + "/").code())
                    .isEqualTo("HTTP_REDIRECT");
            assertThat(List.copyOf(plain.asked)).isEmpty();
        }
    }

    private Site secureSite() throws Exception {
        var server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(ours));
        return new Site(server);
    }

    private static SSLContext context(Path store) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("site", keys.getCertificate("site"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
