package dev.lovage.server.live;

import dev.lovage.server.ApiException;
import dev.lovage.server.Settings;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Caller;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.stream.EventStream;
import dev.lovage.server.stream.EventStreams;
import dev.lovage.server.stream.Frame;

import jakarta.inject.Singleton;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/// Lets readers in: new ones at this moment, those that come back where they were.
@Singleton
final class Feed {
    /// Told to a reader that was away for longer than Kafka keeps, before it goes on from now.
    private static final String LOST = "{\"reason\": \"lost\"}";

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final Duration OTHER_NODE = Duration.ofSeconds(5);

    private final Live live;
    private final EventStreams streams;
    private final Authorizer authorizer;
    private final Settings.Kafka kafka;
    private final Tags tags;

    /// Each reading of the past has a consumer of its own, so there are few at a time.
    private final Semaphore readings = new Semaphore(4);

    Feed(Live live, EventStreams streams, Authorizer authorizer, Settings.Kafka kafka, Tags tags) {
        this.live = live;
        this.streams = streams;
        this.authorizer = authorizer;
        this.kafka = kafka;
        this.tags = tags;
    }

    /// Throws `FORBIDDEN` when `principal` may not follow `resource`.
    void check(Principal principal, String resource) {
        if (principal.kind() != Principal.Kind.FEED) {
            authorizer.check(principal, Permission.RUN_READ, resource);
        }
    }

    /// @param since where the reader was; absent: from now on
    EventStream follow(Caller caller, String resource, Wanted wanted, @Nullable Positions since) {
        check(caller.principal(), resource);
        if (live.hub().positions() == null) {
            throw ApiException.busy(
                    "The feed has not begun here: Kafka or PostgreSQL does not answer.",
                    Duration.ofSeconds(2));
        }
        var stream = streams.open(caller, principal -> check(principal, resource));
        stream.offer(Frame.comment("lovage"));
        var follower = new Follower(stream, wanted, tags);
        var _ = stream.closed().thenRun(() -> live.hub().leave(follower));
        Thread.ofVirtual().name("feed-past").start(() -> begin(follower, since));
        return stream;
    }

    private void begin(Follower follower, @Nullable Positions since) {
        try {
            if (since != null && !live.hub().reaches(since, OTHER_NODE)) {
                join(follower, null, true);
            } else {
                join(follower, since, false);
            }
        } catch (CancellationException e) {
            LOG.debug("The reader has gone", e);
        } catch (InterruptedException | KafkaException e) {
            LOG.info("A reader was sent away while it read the past: {}", e.getMessage());
            follower.stream().end();
        }
    }

    private void join(Follower follower, @Nullable Positions since, boolean lost)
            throws InterruptedException {
        var from = since;
        var at = live.hub().join(follower);
        if (at != null && from == null) {
            follower.stream().offer(lost ? lost(at) : Frame.position(at.text()));
        }
        while (at != null) {
            if (from != null) {
                past(follower, from, at);
            }
            if (live.hub().live(follower)) {
                return;
            }
            from = at;
            at = live.hub().join(follower);
        }
        follower.stream().end();
    }

    private void past(Follower follower, Positions from, Positions to) throws InterruptedException {
        if (from.equals(to)) {
            return;
        }
        readings.acquire();
        try (var log = new KafkaLog(kafka, to.partitions())) {
            if (log.keeps(from)) {
                log.read(from, to, new Walk(follower, from));
            } else {
                follower.stream().offer(lost(to));
            }
        } finally {
            readings.release();
        }
    }

    private static Frame lost(Positions at) {
        return Frame.event(at.text(), "gap", LOST);
    }
}
