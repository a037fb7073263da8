package dev.lovage.server.stream;

import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A stream without a network, and what its reader has read; it reads all there is.
public final class Listened implements Subscriber<Parcel> {
    public final EventStream stream = new EventStream(new Budget(Budget.MOST));
    private final List<String> read = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    public Listened() {
        stream.subscribe(this);
    }

    /// Writes it.
    static String text(Parcel parcel) {
        var bytes = new ByteArrayOutputStream();
        try {
            parcel.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public String text() {
        return String.join("", read);
    }

    public boolean ended() {
        return ended;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Parcel parcel) {
        read.add(text(parcel));
    }

    @Override
    public void onError(Throwable problem) {
        ended = true;
    }

    @Override
    public void onComplete() {
        ended = true;
    }
}
