package dev.lovage.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Metadata.Key;
import io.micronaut.context.ApplicationContext;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class TemporalLinkTest {
    private static final Key<String> AUTHORIZATION =
            Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @TempDir Path folder;

    private static WorkflowServiceStubsOptions read(Map<String, Object> settings) {
        var full = new HashMap<String, Object>();
        settings.forEach((key, value) -> full.put("lovage.temporal." + key, value));
        try (var context = ApplicationContext.run(full)) {
            return context.getBean(TemporalLink.class).to("t:7233", "orders").build();
        }
    }

    private static String bearer(WorkflowServiceStubsOptions options) {
        var headers = new Metadata();
        Objects.requireNonNullElse(options.getGrpcMetadataProviders(), List.of())
                .forEach(it ->
                        headers.merge(
                                ((io.temporal.serviceclient.GrpcMetadataProvider) it)
                                        .getMetadata()));
        return headers.get(AUTHORIZATION);
    }

    @Test
    void isInTheClearUnlessToldOtherwise() {
        var options = read(Map.of());

        assertThat(options.getTarget()).isEqualTo("t:7233");
        assertThat(options.getSslContext()).isNull();
        assertThat(bearer(options)).isNull();
    }

    @Test
    void trustsWhomJavaTrustsWithoutAnAuthorityOfItsOwn() {
        assertThat(read(Map.of("tls", true)).getSslContext().isClient()).isTrue();
    }

    @Test
    void sendsAKeyWithTheNamespaceItIsFor() {
        var options = read(Map.of("tls", true, "api-key", "k1"));

        assertThat(bearer(options)).isEqualTo("Bearer k1");
        assertThat((Collection<?>) options.getGrpcClientInterceptors())
                .hasAtLeastOneElementOfType(NamespaceHeader.class);
    }

    @Test
    void noticesThatAKeyInAFileHasChanged() throws Exception {
        var file = Files.writeString(folder.resolve("key"), "old\n");
        var options = read(Map.of("tls", true, "api-key-file", file.toString()));

        assertThat(bearer(options)).isEqualTo("Bearer old");
        Files.writeString(file, "new\n");
        assertThat(bearer(options)).isEqualTo("Bearer new");
    }

    private static void refuses(Map<String, Object> settings, String said) {
        assertThatThrownBy(() -> read(settings)).hasStackTraceContaining(said);
    }

    @Test
    void namesTheKeyAndTheWayOut() throws Exception {
        var pem = Files.writeString(folder.resolve("x.pem"), "no PEM").toString();

        refuses(Map.of("ca-file", pem), "lovage.temporal.ca-file: is set, and without effect: set");
        refuses(
                Map.of("api-key", "k"),
                "lovage.temporal.api-key: a key is never sent in the clear; set lovage.temporal.tls");
        refuses(
                Map.of("tls", true, "api-key", "k", "api-key-file", pem),
                "lovage.temporal.api-key: is set, and lovage.temporal.api-key-file, too");
        refuses(
                Map.of("tls", true, "key-file", pem),
                "lovage.temporal.key-file: is set without lovage.temporal.certificate-file");
        refuses(
                Map.of("tls", true, "certificate-file", pem),
                "lovage.temporal.certificate-file: is set without lovage.temporal.key-file");
        refuses(
                Map.of("tls", true, "ca-file", "/no/ca.pem"),
                "lovage.temporal.ca-file: there is no file /no/ca.pem that can be read");
        refuses(Map.of("tls", true, "ca-file", pem), ".key-file are PEM files, the key in PKCS#8");
    }

    @Test
    void saysNothingOfItsKey() {
        assertThat(new TemporalLink(true, "", "", "", "", "secret", ""))
                .asString()
                .doesNotContain("secret");
    }
}
