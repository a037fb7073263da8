package dev.lovage.server.stream;

import dev.lovage.server.ApiException;
import dev.lovage.server.Settings;
import dev.lovage.server.access.Caller;
import dev.lovage.server.access.Principal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// All open streams of this node: how many there may be, and what every one of them needs while it
/// lasts.
///
/// Use: check the rights, `open`, send from any thread, and answer the request with `answer`. What
/// feeds the stream ends when [EventStream#closed] completes.
@Singleton
public final class EventStreams {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    /// How many heartbeats a reader may let pass without reading what waits for it.
    private static final int PATIENCE = 4;

    private final Settings.Streams settings;
    private final Semaphore places;
    private final Budget budget = new Budget(Budget.MOST);
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    EventStreams(Settings.Streams settings, MeterRegistry meters) {
        this.settings = settings;
        Gauge.builder("lovage.streams.open", open, Set::size)
                .description("Event streams open on this node")
                .register(meters);
        Gauge.builder("lovage.streams.waiting.bytes", budget, Budget::used)
                .description("Bytes that wait for the readers of event streams")
                .register(meters);
        places = new Semaphore(settings.open());
    }

    /// A stream that ends when `allowed` throws for its caller: its credential is looked up and
    /// asked about again every minute.
    ///
    /// Throws `UNAVAILABLE` when this node has as many as it may have.
    public EventStream open(Caller caller, Consumer<Principal> allowed) {
        allowed.accept(caller.principal());
        if (!places.tryAcquire()) {
            throw ApiException.busy(
                    "This node has " + settings.open() + " open streams already; come again.",
                    Duration.ofSeconds(5));
        }
        var stream = new EventStream(budget);
        open.add(stream);
        var _ = stream.closed().thenRun(() -> left(stream));
        Thread.ofVirtual().name("stream").start(() -> keep(stream, caller, allowed));
        return stream;
    }

    private void left(EventStream stream) {
        open.remove(stream);
        places.release();
    }

    /// The answer that writes this stream: at once, unbuffered and unchanged on its way.
    public static HttpResponse<Publisher<Parcel>> answer(EventStream stream) {
        return HttpResponse.<Publisher<Parcel>>ok(stream)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                // else the framework compresses text, and keeps back what it has not filled up
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private void keep(EventStream stream, Caller caller, Consumer<Principal> allowed) {
        var checked = System.nanoTime();
        var closed = stream.closed(); // once: the stream remembers each of them to its end
        while (!completesWithin(closed, settings.heartbeat())) {
            if (stream.stalled(settings.heartbeat().multipliedBy(PATIENCE))) {
                stream.cut();
                return;
            }
            if (System.nanoTime() - checked >= settings.check().toNanos()) {
                checked = System.nanoTime();
                recheck(stream, caller, allowed);
            }
            stream.beat();
        }
    }

    private static void recheck(EventStream stream, Caller caller, Consumer<Principal> allowed) {
        try {
            allowed.accept(caller.again());
        } catch (ApiException e) {
            if (e.code().status() < 500) {
                stream.end();
            }
        } catch (RuntimeException e) { // ours, not the caller's: asked again next time
            LOG.warn("The rights of a stream could not be checked: {}", e.getMessage());
        }
    }

    private static boolean completesWithin(CompletableFuture<Void> closed, Duration wait) {
        try {
            closed.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException | ExecutionException _) {
            return true;
        }
    }

    @PreDestroy
    void close() {
        open.forEach(EventStream::end);
    }
}
