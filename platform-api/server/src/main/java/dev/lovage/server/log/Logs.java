package dev.lovage.server.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.lovage.client.Log;
import dev.lovage.server.ApiException;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Caller;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.run.Runs;
import dev.lovage.server.stream.EventStream;
import dev.lovage.server.stream.EventStreams;
import dev.lovage.server.stream.Frame;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The lines of a run, for whoever may see its values.
@Singleton
final class Logs {
    private static final Logger LOG = LoggerFactory.getLogger(Logs.class);
    private static final int AT_ONCE = 500;
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();

    private final LogTable table;
    private final LogPulse pulse;
    private final Runs runs;
    private final Authorizer authorizer;
    private final EventStreams streams;

    Logs(LogTable table, LogPulse pulse, Runs runs, Authorizer authorizer, EventStreams streams) {
        this.table = table;
        this.pulse = pulse;
        this.runs = runs;
        this.authorizer = authorizer;
        this.streams = streams;
    }

    /// Lines on one side of another.
    ///
    /// @param newest whether those before it, newest first, and not those after it
    List<Log> page(
            Principal principal, String run, LogFilter filter, boolean newest, long id, int size) {
        check(principal, run);
        runs.find(principal, run);
        return newest
                ? table.before(principal.tenant(), run, filter, id, size)
                : table.after(principal.tenant(), run, filter, id, size);
    }

    /// Every line after this one, until the reader has gone: those that are there and those to
    /// come.
    EventStream follow(Caller caller, String run, LogFilter filter, long after) {
        check(caller.principal(), run);
        runs.find(caller.principal(), run);
        var stream = streams.open(caller, principal -> check(principal, run));
        stream.offer(Frame.comment("lovage"));
        var tenant = caller.principal().tenant();
        Thread.ofVirtual().name("logs").start(() -> tell(stream, tenant, run, filter, after));
        return stream;
    }

    private void check(Principal principal, String run) {
        authorizer.check(principal, Permission.RUN_PAYLOAD, "run/" + run);
    }

    private void tell(EventStream stream, String tenant, String run, LogFilter filter, long after) {
        long at = after;
        long seen = Long.MIN_VALUE;
        var closed = stream.closed(); // once: the stream remembers each of them to its end
        try {
            do {
                try {
                    long now = pulse.of(run);
                    if (now != seen) {
                        at = rest(stream, tenant, run, filter, at);
                        seen = now;
                    }
                } catch (ApiException e) { // PostgreSQL: asked again
                    LOG.debug("Followed logs wait", e);
                }
            } while (!completed(closed));
        } catch (InterruptedException _) {
            stream.end();
        } catch (RuntimeException e) { // ours: the reader comes back to where it was
            LOG.warn("A reader of logs was sent away", e);
            stream.end();
        }
    }

    private long rest(EventStream stream, String tenant, String run, LogFilter filter, long after)
            throws InterruptedException {
        long at = after;
        List<Log> lines;
        do {
            lines = table.after(tenant, run, filter, at, AT_ONCE);
            for (var line : lines) {
                if (!stream.put(Frame.event(line.id(), null, json(line)))) {
                    return at;
                }
                at = Long.parseLong(line.id());
            }
        } while (lines.size() == AT_ONCE);
        return at;
    }

    private static boolean completed(CompletableFuture<Void> closed) throws InterruptedException {
        try {
            closed.get(LogPulse.BEAT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException _) {
            return true;
        }
    }

    private static String json(Log line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A line can always be written as JSON", e);
        }
    }
}
