package dev.lovage.local;

/// How one part is doing.
///
/// @param pid of its process, 0 when there is none
/// @param restarts how often it was started again after it had died
/// @param since the instant at which it came into this state
public record PartStatus(String name, State state, long pid, int restarts, String since) {

    /// The life of a part, which begins again when its process dies.
    public enum State {
        WAITING,
        STARTING,
        SERVING,
        DIED,
        STOPPED
    }
}
