package dev.lovage.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.server.access.Permission.Role;
import dev.lovage.server.projection.ARun;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What a reader of the feed has missed when it comes back: nothing, or it is told so.
@Timeout(180)
class FeedResumeIT {
    private final OwnFeed feed = new OwnFeed(Map.of("lovage.streams.heartbeat", "200ms"));

    @AfterEach
    void stop() {
        feed.close();
    }

    @Test
    void aReaderMissesNothingAndGetsNothingTwiceAcrossARestart() throws Exception {
        var events = OwnFeed.lives(30);
        var before = feed.listen("/events", feed.api().token(Role.VIEWER), "");
        var telling = Thread.startVirtualThread(() -> feed.tell(events));
        OwnFeed.hears(before, 50);
        feed.api().close();
        before.over.get(30, TimeUnit.SECONDS);

        feed.start();
        var after = feed.listen("/events", feed.api().token(Role.VIEWER), before.lastId);
        telling.join();
        OwnFeed.hears(after, events.size() - before.heard.size());

        var all = new ArrayList<>(OwnFeed.lines(before));
        all.addAll(OwnFeed.lines(after));
        assertThat(all).containsExactlyInAnyOrderElementsOf(OwnFeed.lines(events));
        assertThat(before.heard).hasSizeGreaterThanOrEqualTo(50);
        assertThat(after.heard).isNotEmpty();
    }

    @Test
    void everyIdIsAPlaceToResume() throws Exception {
        var events = OwnFeed.lives(3);
        var first = feed.listen("/events", feed.api().token(Role.VIEWER), "");
        feed.tell(events);
        OwnFeed.hears(first, events.size());

        for (int n = 0; n < events.size() - 1; n += 7) {
            var again =
                    feed.listen("/events", feed.api().token(Role.VIEWER), first.heard.get(n).id());
            OwnFeed.hears(again, events.size() - n - 1);
            assertThat(OwnFeed.lines(again))
                    .containsExactlyInAnyOrderElementsOf(
                            OwnFeed.lines(first).subList(n + 1, events.size()));
        }
    }

    @Test
    void saysSoWhenKafkaNoLongerHasWhatAReaderMissed() throws Exception {
        var away = feed.listen("/events", feed.api().token(Role.VIEWER), "");
        away.close();
        var events = OwnFeed.lives(5);
        var witness = feed.listen("/events", feed.api().token(Role.VIEWER), "");
        feed.tell(events);
        OwnFeed.hears(witness, events.size());
        var stood = Positions.parse(witness.lastId).orElseThrow();
        for (int partition = 0; partition < stood.partitions(); partition++) {
            feed.topic.deleteUpTo(partition, stood.of(partition));
        }

        var back = feed.listen("/events", feed.api().token(Role.VIEWER), away.lastId);
        OwnFeed.hears(back, 1);
        feed.topic.tell(ARun.named("census~later").started(1));
        OwnFeed.hears(back, 2);

        assertThat(back.heard.getFirst().name()).isEqualTo("gap");
        assertThat(back.heard.getFirst().data()).contains("lost");
        assertThat(back.data().getLast()).contains("census~later");
    }
}
