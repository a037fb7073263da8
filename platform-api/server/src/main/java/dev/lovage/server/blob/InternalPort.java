package dev.lovage.server.blob;

import com.sun.net.httpserver.HttpServer;

import dev.lovage.server.Settings;

import io.micronaut.context.annotation.Context;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The port for workers alone. A server of its own, with no route of the public one, so that
/// neither can be reached through the other; without a token it is not opened.
@Context
public final class InternalPort {
    private static final Logger LOG = LoggerFactory.getLogger(InternalPort.class);
    private static final int WAITING = 100;
    private static final int STOP_SECONDS = 1;

    /// Seconds for a request to arrive, with its body, and for its answer to be taken. The JDK
    /// reads them once, when the first of its servers is made, and from nowhere else.
    private static final Map<String, String> TIMES =
            Map.of("sun.net.httpserver.maxReqTime", "60", "sun.net.httpserver.maxRspTime", "60");

    private final Settings.Internal settings;
    private final WorkerToken token;
    private final BlobExchange blobs;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpServer server;

    InternalPort(Settings.Internal settings, WorkerToken token, BlobExchange blobs) {
        this.settings = settings;
        this.token = token;
        this.blobs = blobs;
    }

    @PostConstruct
    void open() {
        if (!token.isSet()) {
            LOG.info("No lovage.worker.token: workers cannot keep large values here");
            return;
        }
        TIMES.forEach(System.getProperties()::putIfAbsent);
        try {
            var address = new InetSocketAddress(settings.host(), settings.port());
            var opened = HttpServer.create(address, WAITING);
            opened.setExecutor(threads);
            opened.createContext("/", blobs);
            opened.start();
            server = opened;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "lovage.internal.port %d cannot be opened".formatted(settings.port()), e);
        }
    }

    /// The one that was opened; 0 when none was.
    public int port() {
        var opened = server;
        return opened == null ? 0 : opened.getAddress().getPort();
    }

    @PreDestroy
    void close() {
        if (server != null) {
            server.stop(STOP_SECONDS);
        }
        threads.shutdownNow();
    }
}
