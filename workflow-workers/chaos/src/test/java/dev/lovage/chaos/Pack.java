package dev.lovage.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// All faults, drawn two at a time: each comes once before any comes again, and never two for one
/// victim.
final class Pack {
    private final Random random;
    private final List<Fault> left = new ArrayList<>();

    Pack(long seed) {
        random = new Random(seed);
    }

    List<Fault> pair() {
        if (left.isEmpty()) {
            shuffle();
        }
        var first = left.removeFirst();
        var second = beside(first);
        if (second.isEmpty()) {
            shuffle();
            second = beside(first);
        }
        left.remove(second.orElseThrow());
        return List.of(first, second.get());
    }

    private void shuffle() {
        var all = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(all, random);
        left.addAll(all);
    }

    private Optional<Fault> beside(Fault first) {
        return left.stream().filter(other -> !other.victim().equals(first.victim())).findFirst();
    }
}
