package dev.lovage.server;

import java.sql.SQLException;

/// Transactions without a database: the fake stores keep what they are given at once.
public final class FakeDatabase implements Database {
    private volatile boolean down;

    @Override
    public <T> T transaction(Work<T> work) {
        check();
        try {
            return work.in(() -> {
                throw new IllegalStateException("A fake store needs no connection");
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Throws what the real one throws while PostgreSQL is away.
    public void check() {
        if (down) {
            throw ApiException.unavailable("PostgreSQL", null);
        }
    }

    public void down(boolean now) {
        down = now;
    }
}
