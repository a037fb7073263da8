package dev.lovage.links;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How Kafka is spoken to: in the clear or over TLS, by password or with a certificate of ours.
///
/// @param caFile whom we trust, as PEM; empty: whom Java trusts
@ConfigurationProperties("lovage.kafka")
public record KafkaLink(
        @Bindable(defaultValue = "PLAINTEXT") String protocol,
        @Bindable(defaultValue = "SCRAM-SHA-512") String mechanism,
        @Bindable(defaultValue = "") String user,
        @Bindable(defaultValue = "") String password,
        @Bindable(defaultValue = "") String caFile,
        @Bindable(defaultValue = "") String certificateFile,
        @Bindable(defaultValue = "") String keyFile) {
    private static final Fit FIT = new Fit("lovage.kafka.");
    private static final List<String> PROTOCOLS =
            List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");
    private static final List<String> MECHANISMS =
            List.of("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512");
    private static final String TLS = "lovage.kafka.protocol is SSL or SASL_SSL then";
    private static final String SASL = "lovage.kafka.protocol is SASL_SSL or SASL_PLAINTEXT then";

    /// Inside one trusted network.
    public static final KafkaLink PLAIN =
            new KafkaLink("PLAINTEXT", "SCRAM-SHA-512", "", "", "", "", "");

    public KafkaLink {
        var tls = protocol.endsWith("SSL");
        var sasl = protocol.startsWith("SASL");
        FIT.refuse(
                !PROTOCOLS.contains(protocol), "protocol", protocol + " is none of " + PROTOCOLS);
        FIT.refuse(
                !MECHANISMS.contains(mechanism),
                "mechanism",
                mechanism + " is none of " + MECHANISMS);
        FIT.needs("ca-file", caFile, tls, TLS);
        FIT.needs("certificate-file", certificateFile, tls, TLS);
        FIT.needs("key-file", keyFile, tls, TLS);
        FIT.needs("user", user, sasl, SASL);
        FIT.needs("password", password, sasl, SASL);
        FIT.refuse(
                sasl && (user.isEmpty() || password.isEmpty()),
                user.isEmpty() ? "user" : "password",
                "is empty, and " + protocol + " needs it");
        FIT.pair(certificateFile, keyFile);
        FIT.readable("ca-file", caFile);
        FIT.readable("certificate-file", certificateFile);
        FIT.readable("key-file", keyFile);
    }

    /// What every client of these brokers begins with; the caller adds what its own purpose needs.
    public Map<String, Object> to(String servers) {
        var client = new HashMap<String, Object>();
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        client.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        if (protocol.startsWith("SASL")) {
            client.put(SaslConfigs.SASL_MECHANISM, mechanism);
            client.put(SaslConfigs.SASL_JAAS_CONFIG, login());
        }
        if (!caFile.isEmpty()) {
            client.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            client.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, read(caFile));
        }
        if (!certificateFile.isEmpty()) {
            client.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            client.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, read(certificateFile));
            client.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, read(keyFile));
        }
        return client;
    }

    private String login() {
        var module =
                mechanism.equals("PLAIN") ? "plain.PlainLoginModule" : "scram.ScramLoginModule";
        return "org.apache.kafka.common.security.%s required username=%s password=%s;"
                .formatted(module, quoted(user), quoted(password));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The file was there when the process started", e);
        }
    }

    /// Without the password, which is nobody's to read.
    @Override
    public String toString() {
        return "KafkaLink[protocol=%s, mechanism=%s, user=%s, caFile=%s, certificateFile=%s]"
                .formatted(protocol, mechanism, user, caFile, certificateFile);
    }
}
