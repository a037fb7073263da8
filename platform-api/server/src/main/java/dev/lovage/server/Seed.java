package dev.lovage.server;

/// Rows without which an empty database is of no use. Planted again they change nothing.
@FunctionalInterface
public interface Seed {
    void plant();
}
