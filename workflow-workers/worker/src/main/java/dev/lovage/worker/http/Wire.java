package dev.lovage.worker.http;

import dev.lovage.sdk.TaskFailure;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.RegistryBuilder;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes exchanges, each within its time: on a thread of its own, because neither a look-up of a
/// name nor a read can be interrupted.
@Singleton
final class Wire {
    private final Egress egress;
    private final EgressSettings settings;
    private final Lookup<TlsSocketStrategy> tls;

    /// Of the platform: a look-up would hold up a carrier of virtual ones.
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("http-", 0).factory());

    @Inject
    Wire(Egress egress, EgressSettings settings) {
        this(egress, settings, DefaultClientTlsStrategy.createDefault());
    }

    Wire(Egress egress, EgressSettings settings, TlsSocketStrategy tls) {
        this.egress = egress;
        this.settings = settings;
        this.tls = RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build();
    }

    /// The longest that an exchange may take.
    Duration longest() {
        return settings.timeout();
    }

    /// @throws TaskFailure where no answer came, whatever its status
    Received send(Outgoing request, int redirects, Duration within) throws InterruptedException {
        var limit = within.compareTo(longest()) < 0 ? within : longest();
        var exchange = new Exchange(egress, tls, settings.maxBytes(), limit);
        var answer =
                threads.submit(() -> {
                    try (exchange) {
                        return exchange.run(request, redirects);
                    }
                });
        try (Closeable _ = exchange::stop) {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw Faults.timeout(request.address(), limit);
        } catch (ExecutionException e) {
            throw failure(e, request.address());
        } catch (IOException e) {
            throw Faults.of(e, request.address());
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    private static RuntimeException failure(ExecutionException ended, WebAddress to) {
        return switch (ended.getCause()) {
            case TaskFailure f -> f;
            case IOException e -> Faults.of(e, to);
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException("The exchange ended oddly", ended);
        };
    }
}
