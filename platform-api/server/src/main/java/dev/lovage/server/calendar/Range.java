package dev.lovage.server.calendar;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Every `step`-th number from `start` to `end`, both included.
public record Range(int start, int end, int step) {
    public Range {
        if (end < start || step < 1) {
            throw new IllegalArgumentException(start + "-" + end + "/" + step + " is no range");
        }
    }

    static Range of(int number) {
        return new Range(number, number, 1);
    }

    IntStream numbers() {
        return IntStream.iterate(start, number -> number <= end, number -> number + step);
    }

    /// As it is written in a field of cron.
    static String write(List<Range> ranges) {
        return ranges.stream().map(Range::write).collect(Collectors.joining(","));
    }

    private String write() {
        if (start == end) {
            return String.valueOf(start);
        }
        return start + "-" + end + (step == 1 ? "" : "/" + step);
    }
}
