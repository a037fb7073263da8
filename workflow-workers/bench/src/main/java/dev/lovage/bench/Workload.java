package dev.lovage.bench;

/// The same work twice: through Lovage, and by hand.
///
/// @param id as in `W1`
/// @param clients that ask at once, each waiting for its result before it asks again
/// @param times how often it is done in one repetition
/// @param reach the share of the floor's time that is aimed at
record Workload(
        String id, String title, int clients, int times, double reach, Work ours, Work floor) {

    /// One piece of work, from asking for it to having its result.
    interface Work {
        void once() throws Exception;
    }

    @Override
    public String toString() {
        return "%s: %s, %d at once".formatted(id, title, clients);
    }
}
