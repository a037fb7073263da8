package dev.lovage.local;

import java.util.Map;

/// Where the parts of a platform do not reach each other straight, but through a [Door], and what
/// more there is than one part of each: for tests of what happens when something is disturbed.
///
/// @param environment what that adds to a part's, by the part's name
/// @param kafka ports on which the broker listens besides its own, each with the port that it sends
///   those on to who came there
/// @param workers besides the first, by name, each with the port where it tells how it is
public record Detours(
        Map<String, Map<String, String>> environment,
        Map<Integer, Integer> kafka,
        Map<String, Integer> workers) {
    public static final Detours NONE = new Detours(Map.of(), Map.of(), Map.of());

    public Detours {
        environment = Map.copyOf(environment);
        kafka = Map.copyOf(kafka);
        workers = Map.copyOf(workers);
    }

    Map<String, String> of(String part) {
        return environment.getOrDefault(part, Map.of());
    }
}
