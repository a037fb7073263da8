package dev.lovage.console.look;

import dev.lovage.client.RunChange;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is to be read, since a page was last shown.
public sealed interface News {
    /// All of it: the page is new, or what changed is not known, or too much.
    record Everything() implements News {}

    /// Only these runs, and of each only these steps.
    ///
    /// @param steps paths by run
    record Changes(Map<String, Set<String>> steps) implements News {
        private static final int MOST = 200;

        public Changes {
            steps =
                    steps.entrySet().stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            Map.Entry::getKey,
                                            entry -> Set.copyOf(entry.getValue())));
        }

        private boolean many() {
            return steps.size() + steps.values().stream().mapToInt(Set::size).sum() > MOST;
        }
    }

    static News everything() {
        return new Everything();
    }

    static News nothing() {
        return new Changes(Map.of());
    }

    /// These and one more. Of a run that ended any step may have.
    default News and(RunChange change) {
        return switch (this) {
            case Everything everything -> everything;
            case Changes(var before) -> {
                var steps = change.steps();
                var state = change.state();
                if (steps == null || (state != null && state.ended())) {
                    yield everything();
                }
                var all = new HashMap<>(before);
                var paths = new HashSet<>(before.getOrDefault(change.run(), Set.of()));
                steps.stream().map(RunChange.Step::path).forEach(paths::add);
                all.put(change.run(), paths);
                var both = new Changes(all);
                yield both.many() ? everything() : both;
            }
        };
    }

    /// Nothing at all.
    default boolean none() {
        return equals(nothing());
    }
}
