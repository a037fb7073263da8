package dev.lovage.server.projection;

import java.util.List;
import java.util.stream.IntStream;

/// Whether something grows, by the straight line that fits its samples best: what goes up and down
/// again is not growth.
///
/// @param samples taken at equal distances, two or more
record Growth(List<Double> samples) {
    Growth {
        samples = List.copyOf(samples);
        if (samples.size() < 2) {
            throw new IllegalArgumentException("one sample says nothing of growth");
        }
    }

    /// From the first sample to the last.
    double all() {
        double middle = (samples.size() - 1) / 2.0;
        double mean = samples.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double along =
                IntStream.range(0, samples.size())
                        .mapToDouble(i -> (i - middle) * (samples.get(i) - mean))
                        .sum();
        double across =
                IntStream.range(0, samples.size())
                        .mapToDouble(i -> (i - middle) * (i - middle))
                        .sum();
        return along / across * (samples.size() - 1);
    }
}
