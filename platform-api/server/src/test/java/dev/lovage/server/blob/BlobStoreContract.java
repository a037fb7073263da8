package dev.lovage.server.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.BlobReference;
import dev.lovage.server.Digest;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;
import java.util.Random;

/// What every [BlobStore] does.
abstract class BlobStoreContract {
    static final Instant ACCEPTED = Instant.parse("2026-11-21T10:15:30.123Z");

    abstract BlobStore store();

    /// How many values it keeps.
    abstract long kept();

    @Test
    void givesBackWhatItWasGiven() {
        var content = random(5_000_000);
        store().put(key("r~1", content), "application/json", content);

        assertThat(store().get(key("r~1", content))).contains(content);
    }

    @Test
    void keepsOnceWhatIsPutTwice() {
        var content = random(10);
        store().put(key("r~1", content), "application/json", content);
        store().put(key("r~1", content), "application/json", content);

        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void knowsWhatStandsAtAPlaceOfItsRun() {
        var content = random(20);
        var key = key("r~1", content);
        store().put(key, BlobReference.JSON, content);
        assertThat(store().places("default", "r~1", ACCEPTED)).isEmpty();

        store().put(key, BlobReference.JSON, content, "do.1");
        store().put(key, BlobReference.JSON, content, BlobStore.RESULT);
        store().put(key, BlobReference.JSON, content, BlobStore.RESULT);

        var kept =
                new BlobReference(
                        ACCEPTED.toEpochMilli() + "/r~1",
                        20,
                        key.sha256(),
                        BlobReference.JSON,
                        null);
        assertThat(store().places("default", "r~1", ACCEPTED))
                .containsOnly(Map.entry("do.1", kept), Map.entry("result", kept));
        assertThat(store().places("default", "r~2", ACCEPTED)).isEmpty();
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void hasNoneOfAnotherRunTenantOrTime() {
        var content = random(10);
        store().put(key("r~1", content), "application/json", content);

        var hash = Digest.hex(content);
        assertThat(store().get(key("r~2", content))).isEmpty();
        assertThat(store().get(new BlobKey("other", "r~1", ACCEPTED, hash))).isEmpty();
        assertThat(store().get(new BlobKey("default", "r~1", ACCEPTED.plusMillis(1), hash)))
                .isEmpty();
    }

    static BlobKey key(String run, byte[] content) {
        return new BlobKey("default", run, ACCEPTED, Digest.hex(content));
    }

    static byte[] random(int size) {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }
}
