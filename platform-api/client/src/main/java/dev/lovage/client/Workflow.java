package dev.lovage.client;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A saved definition, as it is in lists.
///
/// @param revision the latest
/// @param savedAt when the latest revision was saved
public record Workflow(
        String name,
        @Nullable String description,
        int revision,
        List<String> tags,
        Instant savedAt,
        @Nullable String savedBy) {
    public Workflow {
        tags = List.copyOf(tags);
    }

    /// One revision, whole.
    ///
    /// @param definition in the language's own JSON form
    /// @param source the text as it was saved, YAML or JSON
    public record Revision(
            String name,
            int revision,
            Instant savedAt,
            @Nullable String savedBy,
            String hash,
            Map<String, @Nullable Object> definition,
            String source) {
        public Revision {
            definition = Collections.unmodifiableMap(new LinkedHashMap<>(definition));
        }
    }

    /// What saving did.
    ///
    /// @param created false when the latest revision already was the same
    /// @param warnings what was saved all the same but will not run as things are now
    /// @param graph how it is drawn
    public record Saved(
            String name,
            int revision,
            boolean created,
            List<Problem.Detail> warnings,
            Run.Graph graph) {
        public Saved {
            warnings = List.copyOf(warnings);
        }
    }
}
