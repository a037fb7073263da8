package dev.lovage.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// One measure over all repetitions.
record Figure(double median, double min, double max) {

    static Figure of(List<Times> repetitions, ToDoubleFunction<Times> measure) {
        var sorted = repetitions.stream().mapToDouble(measure).sorted().toArray();
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figure(median, sorted[0], sorted[sorted.length - 1]);
    }
}
