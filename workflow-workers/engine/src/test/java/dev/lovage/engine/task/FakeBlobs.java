package dev.lovage.engine.task;

import dev.lovage.canvas.BlobReference;
import dev.lovage.engine.task.Blobs.RefusedException.Reason;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Large values in memory, of a store that may be away.
public final class FakeBlobs implements Blobs {
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();
    private final AtomicInteger away = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    private volatile int most = Integer.MAX_VALUE;

    /// Does not answer the next so many times.
    public void awayFor(int times) {
        away.set(times);
    }

    void most(int bytes) {
        most = bytes;
    }

    void lose() {
        values.clear();
    }

    public int kept() {
        return values.size();
    }

    @Override
    public void put(String tenant, BlobReference reference, byte[] content)
            throws IOException, RefusedException {
        answer();
        if (content.length > most) {
            throw new RefusedException(Reason.TOO_LARGE, "at most " + most);
        }
        values.put(key(tenant, reference), content.clone());
    }

    @Override
    public byte[] get(String tenant, BlobReference reference) throws IOException, RefusedException {
        answer();
        var value = values.get(key(tenant, reference));
        if (value == null) {
            throw new RefusedException(Reason.GONE, "the value is gone");
        }
        return value.clone();
    }

    private void answer() throws IOException {
        asked.incrementAndGet();
        if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("nobody listens");
        }
    }

    private static String key(String tenant, BlobReference reference) {
        return tenant + " " + reference.blob() + " " + reference.sha256();
    }
}
