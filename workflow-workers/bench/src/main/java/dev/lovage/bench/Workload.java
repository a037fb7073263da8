package dev.lovage.bench;

/// The same work twice: through Lovage, and by hand.
///
/// @param id as in `W1`
/// @param clients that ask at once, each waiting for its result before it asks again
/// @param times how often it is done in one repetition, if there is time for it
/// @param per the pieces that its times are divided by: 1 for the whole
/// @param reach the share of the floor's time that is aimed at
record Workload(
        String id,
        String title,
        int clients,
        int times,
        int per,
        double reach,
        Work ours,
        Work floor) {

    /// One piece of work, from asking for it to having its result.
    interface Work {
        /// Does it.
        ///
        /// @return what of its time does not count, in ns
        long once() throws Exception;
    }

    @Override
    public String toString() {
        return "%s: %s, %d at once".formatted(id, title, clients);
    }
}
