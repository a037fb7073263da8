package dev.lovage.links;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.net.ssl.SSLException;

/// How Temporal is spoken to: in the clear or over TLS, with a certificate of ours or an API key.
///
/// @param serverName that its certificate has, where that is not the name it is called by
/// @param caFile whom we trust, as PEM; empty: whom Java trusts
/// @param apiKeyFile read anew for every call, so that a key may change
@ConfigurationProperties("lovage.temporal")
public record TemporalLink(
        @Bindable(defaultValue = "false") boolean tls,
        @Bindable(defaultValue = "") String serverName,
        @Bindable(defaultValue = "") String caFile,
        @Bindable(defaultValue = "") String certificateFile,
        @Bindable(defaultValue = "") String keyFile,
        @Bindable(defaultValue = "") String apiKey,
        @Bindable(defaultValue = "") String apiKeyFile) {
    private static final Fit FIT = new Fit("lovage.temporal.");
    private static final String TURN_ON = "set lovage.temporal.tls to true, or take it away";

    /// Inside one trusted network.
    public static final TemporalLink PLAIN = new TemporalLink(false, "", "", "", "", "", "");

    public TemporalLink {
        FIT.needs("server-name", serverName, tls, TURN_ON);
        FIT.needs("ca-file", caFile, tls, TURN_ON);
        FIT.needs("certificate-file", certificateFile, tls, TURN_ON);
        FIT.needs("key-file", keyFile, tls, TURN_ON);
        FIT.refuse(
                !tls && !(apiKey.isEmpty() && apiKeyFile.isEmpty()),
                apiKey.isEmpty() ? "api-key-file" : "api-key",
                "a key is never sent in the clear; " + TURN_ON);
        FIT.refuse(
                !apiKey.isEmpty() && !apiKeyFile.isEmpty(),
                "api-key",
                "is set, and lovage.temporal.api-key-file, too: keep one of them");
        FIT.pair(certificateFile, keyFile);
        FIT.readable("ca-file", caFile);
        FIT.readable("certificate-file", certificateFile);
        FIT.readable("key-file", keyFile);
        FIT.readable("api-key-file", apiKeyFile);
    }

    /// The options of a connection to this server, on which calls are about this namespace.
    public WorkflowServiceStubsOptions.Builder to(String target, String namespace) {
        var options = WorkflowServiceStubsOptions.newBuilder().setTarget(target);
        if (tls) {
            options.setSslContext(context());
        }
        if (!serverName.isEmpty()) {
            options.setChannelInitializer(channel -> channel.overrideAuthority(serverName));
        }
        if (!apiKey.isEmpty() || !apiKeyFile.isEmpty()) {
            options.addApiKey(this::currentKey)
                    .addGrpcClientInterceptor(new NamespaceHeader(namespace));
        }
        return options;
    }

    private String currentKey() {
        try {
            return apiKey.isEmpty() ? Files.readString(Path.of(apiKeyFile)).strip() : apiKey;
        } catch (IOException e) {
            throw new UncheckedIOException("lovage.temporal.api-key-file cannot be read", e);
        }
    }

    private SslContext context() {
        try {
            var context = GrpcSslContexts.forClient();
            if (!caFile.isEmpty()) {
                context.trustManager(new File(caFile));
            }
            if (!certificateFile.isEmpty()) {
                context.keyManager(new File(certificateFile), new File(keyFile));
            }
            return context.build();
        } catch (IllegalArgumentException | SSLException e) {
            throw new IllegalArgumentException(
                    "lovage.temporal.ca-file, .certificate-file and .key-file are PEM files, the"
                            + " key in PKCS#8 (openssl pkcs8 -topk8 -nocrypt): "
                            + e.getMessage(),
                    e);
        }
    }

    /// Without the key, which is nobody's to read.
    @Override
    public String toString() {
        return "TemporalLink[tls=%s, serverName=%s, caFile=%s, certificateFile=%s]"
                .formatted(tls, serverName, caFile, certificateFile);
    }
}
