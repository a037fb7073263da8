package dev.lovage.server;

import java.sql.SQLException;

/// Runs work in transactions. PostgreSQL that does not answer is a [ApiException] with the code
/// `UNAVAILABLE`, within two seconds.
public interface Database {
    /// Commits when `work` returns, rolls back when it throws.
    <T> T transaction(Work<T> work);

    /// What is done inside one transaction.
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }
}
