package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything a run needs, from its first moment to its last: nothing is looked up while it runs.
///
/// Travels as JSON, the one argument of the workflow type [#TYPE]. Readers ignore fields they do
/// not know.
///
/// @param v version of this record
/// @param engine the level of the language and its expressions; fixed at the start of the run
/// @param accepted when the run was accepted, in ms since the epoch; 0 for a run that is started
///   again and again by a schedule: then it is when its first execution began
/// @param resume value by path of every step that is already done
public record RunInput(
        int v,
        int engine,
        Bundle bundle,
        @Nullable Object input,
        Frozen frozen,
        String tenant,
        long accepted,
        Map<String, @Nullable Object> resume) {
    public static final String TYPE = "lovage.run";
    public static final int VERSION = 1;
    public static final int ENGINE = 1;
    public static final String DEFAULT_TENANT = "default";

    public RunInput {
        resume = copy(resume);
    }

    /// A run of `bundle` as it starts today: current version and engine, nothing done yet.
    public static RunInput of(
            Bundle bundle, @Nullable Object input, Frozen frozen, String tenant, long accepted) {
        return new RunInput(VERSION, ENGINE, bundle, input, frozen, tenant, accepted, Map.of());
    }

    /// The same, accepted then.
    public RunInput at(long accepted) {
        return new RunInput(v, engine, bundle, input, frozen, tenant, accepted, resume);
    }

    /// The same, to be started again and again.
    ///
    /// @param origin of every such run
    public RunInput by(Origin origin) {
        var each = new Frozen(frozen.tasks(), frozen.tags(), frozen.priority(), origin);
        return new RunInput(v, engine, bundle, input, each, tenant, 0, resume);
    }

    /// The definition that runs, and every other one that it calls, pinned when the run starts.
    public record Bundle(String main, Map<String, Pinned> definitions) {
        public Bundle {
            definitions = Map.copyOf(definitions);
        }

        public static Bundle of(
                String name, int revision, Map<String, @Nullable Object> definition) {
            return new Bundle(name, Map.of(name, new Pinned(revision, definition)));
        }

        public Pinned pinned() {
            var pinned = definitions.get(main);
            if (pinned == null) {
                throw new IllegalArgumentException(
                        "The bundle does not hold its main definition " + main);
            }
            return pinned;
        }
    }

    /// One revision of a definition, in the language's own JSON form; revision 0 was never saved.
    public record Pinned(int revision, Map<String, @Nullable Object> definition) {
        public Pinned {
            definition = copy(definition);
        }
    }

    /// What was decided when the run started and must not change with the world around it.
    ///
    /// @param tasks options of each task as its worker announced them, in the language's own JSON
    ///   form
    /// @param priority of every call that does not say otherwise; 1 (first) to 5
    public record Frozen(
            Map<String, Map<String, @Nullable Object>> tasks,
            List<String> tags,
            @Nullable Integer priority,
            Origin origin) {
        public Frozen {
            tasks = Map.copyOf(tasks);
            tags = List.copyOf(tags);
        }
    }

    /// What started the run (`api`, `console`, `cli`, `schedule`, ...) and on whose behalf.
    ///
    /// @param skip due times, in seconds since the epoch, at which a scheduled run ends at once as
    ///   SKIPPED: the clocks showed the same time an hour before
    public record Origin(String kind, @Nullable String by, List<Long> skip) {
        public Origin {
            skip = skip == null ? List.of() : List.copyOf(skip); // older inputs have none
        }

        public Origin(String kind, @Nullable String by) {
            this(kind, by, List.of());
        }
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
