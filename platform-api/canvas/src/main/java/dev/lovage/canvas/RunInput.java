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
/// @param resume what is done before it begins
public record RunInput(
        int v,
        int engine,
        Bundle bundle,
        @Nullable Object input,
        Frozen frozen,
        String tenant,
        long accepted,
        Resume resume) {
    public static final String TYPE = "lovage.run";
    public static final int VERSION = 1;
    public static final int ENGINE = 1;
    public static final String DEFAULT_TENANT = "default";

    public RunInput {
        resume = resume == null ? Resume.NOTHING : resume; // older inputs may have none
    }

    /// A run of `bundle` as it starts today: current version and engine, nothing done yet.
    public static RunInput of(
            Bundle bundle, @Nullable Object input, Frozen frozen, String tenant, long accepted) {
        return new RunInput(
                VERSION, ENGINE, bundle, input, frozen, tenant, accepted, Resume.NOTHING);
    }

    /// The same, accepted then.
    public RunInput at(long accepted) {
        return new RunInput(v, engine, bundle, input, frozen, tenant, accepted, resume);
    }

    /// The same, of another bundle.
    public RunInput with(Bundle other) {
        return new RunInput(v, engine, other, input, frozen, tenant, accepted, resume);
    }

    /// The same, with this done before it begins.
    public RunInput after(Resume done) {
        return new RunInput(v, engine, bundle, input, frozen, tenant, accepted, done);
    }

    /// The same, to be started again and again.
    ///
    /// @param origin of every such run
    public RunInput by(Origin origin) {
        return new RunInput(v, engine, bundle, input, frozen.by(origin), tenant, 0, resume);
    }

    /// A run of another definition of the bundle, as a step of this one.
    ///
    /// @param key of [Bundle#key]
    /// @param step the path of the step, and the id of this run
    public RunInput child(
            String key, @Nullable Object input, Labels labels, Origin step, long accepted) {
        var own = new Frozen(frozen.tasks(), labels.tags(), labels.priority(), step);
        return new RunInput(
                VERSION, engine, bundle.from(key), input, own, tenant, accepted, Resume.NOTHING);
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
    /// @param historyEvents how long a history may become before the run goes on in a new one;
    ///   absent: [#HISTORY_EVENTS]
    public record Frozen(
            Map<String, Map<String, @Nullable Object>> tasks,
            List<String> tags,
            @Nullable Integer priority,
            Origin origin,
            @Nullable Integer historyEvents) {
        public static final int HISTORY_EVENTS = 10_000;

        public Frozen {
            tasks = Map.copyOf(tasks);
            tags = List.copyOf(tags);
        }

        public Frozen(
                Map<String, Map<String, @Nullable Object>> tasks,
                List<String> tags,
                @Nullable Integer priority,
                Origin origin) {
            this(tasks, tags, priority, origin, null);
        }

        Frozen by(Origin other) {
            return new Frozen(tasks, tags, priority, other, historyEvents);
        }
    }

    /// What started the run (`api`, `console`, `cli`, `schedule`, ...) and on whose behalf.
    ///
    /// @param skip due times, in seconds since the epoch, at which a scheduled run ends at once as
    ///   SKIPPED: the clocks showed the same time an hour before
    /// @param at path of the step that the run is, in the run `by`
    /// @param rerunOf the run that it repeats
    public record Origin(
            String kind,
            @Nullable String by,
            List<Long> skip,
            @Nullable String at,
            @Nullable RerunOf rerunOf) {
        /// The kind of a run that is a step of another.
        public static final String FLOW = "flow";

        public Origin {
            skip = skip == null ? List.of() : List.copyOf(skip); // older inputs have none
        }

        public Origin(String kind, @Nullable String by, List<Long> skip) {
            this(kind, by, skip, null, null);
        }

        public Origin(String kind, @Nullable String by) {
            this(kind, by, List.of());
        }

        /// Of the step at this path of a run.
        public static Origin flow(String run, String path) {
            return new Origin(FLOW, run, List.of(), path, null);
        }

        /// The same, for a run that repeats another.
        public Origin again(RerunOf rerunOf) {
            return new Origin(kind, by, skip, at, rerunOf);
        }
    }

    /// The run that another one repeats, all of it or a part.
    ///
    /// @param from path of the step from which on it is run again
    /// @param only path of the one step that is run again
    public record RerunOf(String run, @Nullable String from, @Nullable String only) {}

    /// What of a run is done before it begins.
    ///
    /// @param steps by path how the steps ended that are taken over from another run
    /// @param carried what the run has done itself, in the histories before this one; absent in its
    ///   first
    public record Resume(Map<String, Ended> steps, @Nullable Carried carried) {
        public static final Resume NOTHING = new Resume(Map.of(), null);

        public Resume {
            steps = steps == null ? Map.of() : kept(steps); // older inputs have none
        }
    }

    /// How a step ended that is not run again.
    ///
    /// @param value of a step that is DONE; the error of one that FAILED
    public record Ended(How how, @Nullable Object value) {
        public static final Ended PASSED = new Ended(How.PASSED, null);

        public static Ended done(@Nullable Object value) {
            return new Ended(How.DONE, value);
        }
    }

    /// The ways in which a step ends.
    public enum How {
        DONE,
        /// Well, without a value of its own: the one before passes through.
        PASSED,
        SKIPPED,
        FAILED
    }

    /// What a run takes along when it goes on in a new history.
    ///
    /// @param started when it began, in ms since the epoch
    /// @param done how steps ended, by path; without those in a container that has ended itself
    /// @param open the containers, waits and awaits that have begun, the first of them first: path,
    ///   and until when in ms since the epoch they must have ended, 0 for no such time
    /// @param turns where a loop or graph among them stands, by path, in a form of its own
    /// @param ready the steps that wait for the time of their start: path, and since when in ms
    ///   since the epoch they are ready for it
    /// @param over containers that have ended and are walked through once more without a word, for
    ///   what is known of the steps in them
    /// @param mail what the run was told
    public record Carried(
            long started,
            Tally tally,
            Map<String, Ended> done,
            Map<String, Long> open,
            Map<String, @Nullable Object> turns,
            Map<String, Long> ready,
            List<String> over,
            Mail mail) {
        public Carried {
            done = kept(done);
            open = kept(open);
            turns = copy(turns);
            ready = ready == null ? Map.of() : kept(ready); // older inputs have none of these
            over = over == null ? List.of() : List.copyOf(over);
            mail = mail == null ? Mail.NONE : mail;
        }
    }

    /// What a run was told so far.
    ///
    /// @param waiting signals that nobody has awaited yet, the oldest first
    /// @param known ids of all signals that counted
    /// @param orders ids of the last pauses and resumes
    public record Mail(List<Signals.Signal> waiting, List<String> known, List<String> orders) {
        public static final Mail NONE = new Mail(List.of(), List.of(), List.of());

        public Mail {
            waiting = List.copyOf(waiting);
            known = List.copyOf(known);
            orders = List.copyOf(orders);
        }
    }

    /// What was counted so far.
    ///
    /// @param seq of the last transition
    /// @param counts steps by their last state
    /// @param failed paths of the first failed steps
    public record Tally(long seq, Map<String, Integer> counts, List<String> failed) {
        public Tally {
            counts = Map.copyOf(counts);
            failed = List.copyOf(failed);
        }
    }

    private static <V> Map<String, V> kept(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static Map<String, @Nullable Object> copy(Map<String, @Nullable Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
