package dev.lovage.server.live;

import dev.lovage.server.stream.EventStream;
import dev.lovage.server.stream.Frame;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/// A reader of the feed: what it follows, and the stream to it.
///
/// One that comes back is told the past first; what happens meanwhile is held for it.
final class Follower {
    private static final int MOST_HELD = 1_000;

    private final EventStream stream;
    private final Wanted wanted;
    private final Tags tags;
    private final Deque<Told> held = new ArrayDeque<>();
    private boolean live;
    private boolean overrun;
    private long told = System.nanoTime();

    Follower(EventStream stream, Wanted wanted, Tags tags) {
        this.stream = stream;
        this.wanted = wanted;
        this.tags = tags;
    }

    EventStream stream() {
        return stream;
    }

    /// Of the past, by the thread that reads it: as fast as the reader reads.
    void past(Told past) throws InterruptedException {
        if (follows(past) && !stream.put(frame(past))) {
            throw new CancellationException("The reader has gone");
        }
    }

    /// Of this moment, by the hub; false when it is there no more.
    boolean now(Told now) {
        if (live) {
            return tell(now);
        }
        if (held.size() < MOST_HELD) {
            held.add(now);
        } else {
            overrun = true;
        }
        return true;
    }

    /// Begins to hold what happens.
    void hold() {
        held.clear();
        overrun = false;
    }

    /// Ends the past. False when too much has happened meanwhile to be held: there is more past.
    boolean goLive() {
        if (overrun) {
            return false;
        }
        live = true;
        held.forEach(this::tell);
        held.clear();
        return true;
    }

    /// Tells where the feed stands, when that was not told for a while.
    void stand(Positions at, long quietNanos) {
        if (live && System.nanoTime() - told > quietNanos) {
            told = System.nanoTime();
            stream.offer(Frame.position(at.text()));
        }
    }

    private boolean tell(Told now) {
        boolean follows;
        try {
            follows = follows(now);
        } catch (RuntimeException e) { // its tag cannot be looked up: it resumes before this event
            stream.end();
            return false;
        }
        if (!follows) {
            return true;
        }
        told = System.nanoTime();
        return stream.offer(frame(now));
    }

    private boolean follows(Told told) {
        return wanted.matches(told) && (wanted.tag() == null || tags.has(told.key(), wanted.tag()));
    }

    private Frame frame(Told told) {
        return told.frame(wanted.tenant() == null, wanted.steps());
    }
}
