package dev.lovage.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/// A certificate authority of a test's own, made by `keytool`, with a server and a client that it
/// vouches for.
final class Authority {
    /// The name that the server's certificate has.
    static final String SERVER = "servers.test";

    /// Another one, which resolves.
    static final String LOCAL = "localhost";

    private static final String PASSWORD = "of no importance";
    private final Path folder;
    private final KeyStore store;

    Authority(Path folder) throws Exception {
        this.folder = folder;
        keytool("ca", "-dname", "CN=ca", "-ext", "bc:c");
        keytool(
                "server",
                "-dname",
                "CN=server",
                "-signer",
                "ca",
                "-ext",
                "san=dns:" + SERVER + ",dns:" + LOCAL);
        keytool("client", "-dname", "CN=client", "-signer", "ca");
        store = KeyStore.getInstance(folder.resolve("all.p12").toFile(), PASSWORD.toCharArray());
    }

    private void keytool(String alias, String... options) throws Exception {
        var command = new ArrayList<>(List.of(options));
        command.addAll(
                0,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        alias,
                        "-keystore",
                        folder.resolve("all.p12").toString(),
                        "-storepass",
                        PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /// A certificate, as PEM.
    String certificate(String alias) throws Exception {
        return pem(alias + ".crt", "CERTIFICATE", store.getCertificate(alias).getEncoded());
    }

    /// Its key, as PEM.
    String key(String alias) throws Exception {
        var key = store.getKey(alias, PASSWORD.toCharArray());
        return pem(alias + ".key", "PRIVATE KEY", key.getEncoded());
    }

    private String pem(String name, String kind, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        var file = folder.resolve(name);
        Files.writeString(
                file, "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind, text));
        return file.toString();
    }

    /// Listens, and speaks to those alone whom the authority vouches for.
    SSLServerSocket listen(String... protocols) throws IOException, GeneralSecurityException {
        var listener =
                (SSLServerSocket)
                        context()
                                .getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        var parameters = listener.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        listener.setSSLParameters(parameters);
        return listener;
    }

    private SSLContext context() throws GeneralSecurityException, IOException {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "server",
                store.getKey("server", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                store.getCertificateChain("server"));
        var keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, PASSWORD.toCharArray());
        var trusted = TrustManagerFactory.getInstance("PKIX");
        var authority = KeyStore.getInstance("PKCS12");
        authority.load(null, null);
        authority.setCertificateEntry("ca", store.getCertificate("ca"));
        trusted.init(authority);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
