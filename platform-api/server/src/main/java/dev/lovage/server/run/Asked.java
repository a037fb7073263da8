package dev.lovage.server.run;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// How someone asked for a run, beside what they asked for.
///
/// @param key the same key and request give the same run
/// @param through which of our own programs asked, as it says of itself; everyone else is `api`
record Asked(@Nullable String key, String through) {
    private static final String API = "api";
    private static final Set<String> OURS = Set.of("cli", "console");

    static Asked of(@Nullable String key, @Nullable String client) {
        return new Asked(key, client != null && OURS.contains(client) ? client : API);
    }
}
