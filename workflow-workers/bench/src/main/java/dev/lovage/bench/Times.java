package dev.lovage.bench;

import java.util.List;

/// How long each of many pieces of work took, in one repetition.
///
/// @param nanos ascending
/// @param wall of all of them together
record Times(List<Long> nanos, long wall) {
    private static final double MILLI = 1e6;

    Times {
        nanos = nanos.stream().sorted().toList();
    }

    /// The smallest time that this share of all times does not exceed, in ms.
    double percentile(double share) {
        int rank = (int) Math.ceil(share * nanos.size());
        return nanos.get(Math.clamp(rank - 1, 0, nanos.size() - 1)) / MILLI;
    }

    double perSecond() {
        return nanos.size() * 1e9 / wall;
    }
}
