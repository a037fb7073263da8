package dev.lovage.canvas;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
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

    /// A run of another definition of the bundle, as a step of this one.
    ///
    /// @param key of [Bundle#key]
    /// @param step the path of the step, and the id of this run
    public RunInput child(
            String key, @Nullable Object input, Labels labels, Origin step, long accepted) {
        var own = new Frozen(frozen.tasks(), labels.tags(), labels.priority(), step);
        return new RunInput(
                VERSION, engine, bundle.from(key), input, own, tenant, accepted, Map.of());
    }

    /// What a run is found by, and how urgent its calls are.
    public record Labels(List<String> tags, @Nullable Integer priority) {
        public Labels {
            tags = List.copyOf(tags);
        }
    }

    /// The definition that runs, and every other one that it calls, pinned when the run starts.
    ///
    /// @param definitions by [#key]
    public record Bundle(String main, Map<String, Pinned> definitions) {
        public Bundle {
            definitions = Map.copyOf(definitions);
        }

        /// How a definition is found in a bundle.
        ///
        /// @param revision absent: the latest when the run starts
        public static String key(String name, @Nullable Integer revision) {
            return revision == null ? name : name + "@" + revision;
        }

        /// The bundle of a child: its definition, and what that leads to.
        Bundle from(String key) {
            var name = key.replaceFirst("@.*", "");
            var taken = new LinkedHashMap<String, Pinned>();
            var open = new ArrayDeque<>(List.of(key));
            for (var next = open.poll(); next != null; next = open.poll()) {
                var pinned = definitions.get(next);
                if (pinned != null && taken.put(next, pinned) == null) {
                    open.addAll(pinned.flows());
                }
            }
            var own = taken.remove(key);
            if (own != null) {
                taken.put(name, own);
            }
            return new Bundle(name, taken);
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
    ///
    /// @param flows keys of the definitions in the bundle that it calls itself
    public record Pinned(
            int revision, Map<String, @Nullable Object> definition, List<String> flows) {
        public Pinned {
            definition = copy(definition);
            flows = flows == null ? List.of() : List.copyOf(flows); // older inputs have none
        }

        public Pinned(int revision, Map<String, @Nullable Object> definition) {
            this(revision, definition, List.of());
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
    /// @param at path of the step that the run is, in the run `by`
    public record Origin(String kind, @Nullable String by, List<Long> skip, @Nullable String at) {
        /// The kind of a run that is a step of another.
        public static final String FLOW = "flow";

        public Origin {
            skip = skip == null ? List.of() : List.copyOf(skip); // older inputs have none
        }

        public Origin(String kind, @Nullable String by, List<Long> skip) {
            this(kind, by, skip, null);
        }

        public Origin(String kind, @Nullable String by) {
            this(kind, by, List.of(), null);
        }

        /// Of the step at this path of a run.
        public static Origin flow(String run, String path) {
            return new Origin(FLOW, run, List.of(), path);
        }
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
