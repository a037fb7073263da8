package dev.lovage.console.live;

import dev.lovage.client.RunChange;
import dev.lovage.console.live.Tally.Cause;
import dev.lovage.console.look.News;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where a page's news lies until it is taken: as one, however many came.
final class Desk implements Board.Ear {
    /// What is to be read, and why.
    record Errand(News news, Cause cause) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();
    private News news = News.everything();
    private Cause cause = Cause.OPEN;
    private boolean left;

    @Override
    public void changed(RunChange change) {
        lay(Cause.PUSH, change);
    }

    @Override
    public void everything() {
        wake(Cause.PUSH);
    }

    void now() {
        wake(Cause.OPEN);
    }

    /// Nothing more is wanted: whoever waits is let go.
    void leave() {
        lock.lock();
        try {
            left = true;
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for news, and when none comes in time, for everything.
    Errand take(Duration patience, Cause otherwise) throws InterruptedException {
        var time = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (news.none() && !left && time > 0) {
                time = came.awaitNanos(time);
            }
            var errand =
                    news.none()
                            ? new Errand(News.everything(), otherwise)
                            : new Errand(news, cause);
            news = News.nothing();
            return errand;
        } finally {
            lock.unlock();
        }
    }

    /// Lets time pass, unless the page wants to know now.
    void rest(Duration time) throws InterruptedException {
        var rest = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (rest > 0 && !left && (news.none() || cause != Cause.OPEN)) {
                rest = came.awaitNanos(rest);
            }
        } finally {
            lock.unlock();
        }
    }

    private void lay(Cause why, RunChange change) {
        lock.lock();
        try {
            cause = news.none() ? why : cause;
            news = news.and(change);
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void wake(Cause why) {
        lock.lock();
        try {
            news = News.everything();
            cause = why;
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
