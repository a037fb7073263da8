package dev.lovage.server.stream;

import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A stream without a network, and what its reader has read; it reads all there is.
public final class Listened implements Subscriber<Frame> {
    public final EventStream stream = new EventStream(new Budget(Budget.MOST));
    private final List<String> read = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    public Listened() {
        stream.subscribe(this);
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
    public void onNext(Frame frame) {
        read.add(frame.toString());
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
