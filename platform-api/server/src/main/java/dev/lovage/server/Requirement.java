package dev.lovage.server;

/// Something outside that the api needs and makes itself when it is not there: tables, topics, the
/// namespace. Met again and again it changes nothing.
public interface Requirement {
    /// The dependency, as health names it.
    String dependency();

    /// Makes what is missing; throws when the dependency does not answer.
    void meet() throws Exception;

    /// Throws when the dependency does not answer within a second.
    void probe() throws Exception;
}
