package dev.lovage.server;

import java.sql.Connection;

/// One open transaction in PostgreSQL: handed to every store that writes in it, so that what
/// belongs together is one commit.
@FunctionalInterface
public interface Transaction {
    Connection connection();
}
