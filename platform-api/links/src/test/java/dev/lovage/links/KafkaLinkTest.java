package dev.lovage.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class KafkaLinkTest {
    @TempDir Path folder;

    private static KafkaLink read(Map<String, Object> settings) {
        try (var context = ApplicationContext.run(settings)) {
            return context.getBean(KafkaLink.class);
        }
    }

    private String file(String name) throws Exception {
        return Files.writeString(folder.resolve(name), "the " + name).toString();
    }

    @Test
    void isInTheClearUnlessToldOtherwise() {
        assertThat(read(Map.of())).isEqualTo(KafkaLink.PLAIN);
        assertThat(KafkaLink.PLAIN.to("k:1"))
                .containsOnly(
                        Map.entry("bootstrap.servers", "k:1"),
                        Map.entry("security.protocol", "PLAINTEXT"));
    }

    @Test
    void givesEveryClientItsCertificates() throws Exception {
        var link =
                read(
                        Map.of(
                                "lovage.kafka.protocol", "SSL",
                                "lovage.kafka.ca-file", file("ca"),
                                "lovage.kafka.certificate-file", file("certificate"),
                                "lovage.kafka.key-file", file("key")));

        assertThat(link.to("k:1"))
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.certificates", "the ca")
                .containsEntry("ssl.keystore.type", "PEM")
                .containsEntry("ssl.keystore.certificate.chain", "the certificate")
                .containsEntry("ssl.keystore.key", "the key")
                .doesNotContainKey("sasl.mechanism");
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, plain.PlainLoginModule",
        "SCRAM-SHA-256, scram.ScramLoginModule",
        "SCRAM-SHA-512, scram.ScramLoginModule"
    })
    void givesEveryClientItsPassword(String mechanism, String module) {
        var link = new KafkaLink("SASL_SSL", mechanism, "ada", "a\"b\\c", "", "", "");

        assertThat(link.to("k:1"))
                .containsEntry("sasl.mechanism", mechanism)
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security."
                                + module
                                + " required username=\"ada\" password=\"a\\\"b\\\\c\";");
        assertThat(link.toString()).contains("ada").doesNotContain("a\"b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    TLS | PLAIN | | | | lovage.kafka.protocol: TLS is none of [PLAINTEXT, SSL
                    SASL_SSL | GSSAPI | a | b | | lovage.kafka.mechanism: GSSAPI is none of [PLAIN
                    PLAINTEXT | PLAIN | a | b | | lovage.kafka.user: is set, and without effect
                    SASL_SSL | PLAIN | a | | | lovage.kafka.password: is empty, and SASL_SSL needs it
                    PLAINTEXT | PLAIN | | | /ca | lovage.kafka.ca-file: is set, and without effect
                    SSL | PLAIN | | | /no/ca | lovage.kafka.ca-file: there is no file /no/ca that can be read
                    """)
    void namesTheKeyAndTheWayOut(
            String protocol,
            String mechanism,
            String user,
            String password,
            String ca,
            String said) {
        assertThatThrownBy(() ->
                        new KafkaLink(protocol, mechanism, or(user), or(password), or(ca), "", ""))
                .hasMessageStartingWith(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../server",
                "../../workflow-workers/engine",
                "../../workflow-workers/worker",
                "../../workflow-workers/samples"
            })
    void isTheOnlyWayToTheBrokers(String module) throws Exception {
        try (var files = Files.walk(Path.of(module, "src/main/java"))) {
            assertThat(files.filter(it -> it.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(it ->
                            assertThat(Files.readString(it))
                                    .doesNotContain(
                                            "BOOTSTRAP_SERVERS_CONFIG", "bootstrap.servers"));
        }
    }

    private static String or(String value) {
        return value == null ? "" : value;
    }
}
