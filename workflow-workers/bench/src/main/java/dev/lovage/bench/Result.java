package dev.lovage.bench;

import java.util.List;

/// What came of one workload.
///
/// @param busy the share of the processors' time that was used meanwhile, by whatever runs here
record Result(Workload workload, Side ours, Side floor, double busy) {
    private static final double FULL = 0.85;

    /// What limits it: processors that are all at work, or else waiting, for the disk and for
    /// answers.
    String limit() {
        return busy >= FULL ? "processors" : "waiting";
    }

    /// Times in ms, and how many were done in a second.
    record Side(Figure p50, Figure p99, Figure rate) {
        static Side of(List<Times> repetitions) {
            return new Side(
                    Figure.of(repetitions, times -> times.percentile(0.50)),
                    Figure.of(repetitions, times -> times.percentile(0.99)),
                    Figure.of(repetitions, Times::perSecond));
        }
    }

    /// Our median time as a share of the floor's.
    double ratio() {
        return ours.p50().median() / floor.p50().median();
    }
}
