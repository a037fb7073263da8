package dev.lovage.server.workflow;

import dev.lovage.canvas.Json;
import dev.lovage.canvas.Nearest;
import dev.lovage.canvas.RunInput.Bundle;
import dev.lovage.canvas.RunInput.Pinned;
import dev.lovage.client.Problem;
import dev.lovage.client.Workflow;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Gathers what a run takes along: its definition, and every one that this leads to, each pinned as
/// it is now.
@Singleton
public final class Bundles {
    private static final int MOST_DEFINITIONS = 50;
    private static final int MOST_BYTES = 512 * 1024;

    /// Names that are looked through for one that may have been meant.
    private static final int MOST_NEAR = 1_000;

    private final WorkflowStore store;
    private final CalledTasks tasks;

    public Bundles(WorkflowStore store, CalledTasks tasks) {
        this.store = store;
        this.tasks = tasks;
    }

    /// Where a bundle begins.
    ///
    /// @param calls the definitions it calls, by pointer into the request
    public record Main(
            String name,
            int revision,
            Map<String, @Nullable Object> tree,
            Map<String, CalledFlows.Call> calls) {
        public Main {
            calls = new LinkedHashMap<>(calls);
        }
    }

    /// A bundle, and what is wrong with it.
    ///
    /// @param unknown a detail for every definition that there is not
    public record Gathered(Bundle bundle, List<Problem.Detail> unknown) {
        public Gathered {
            unknown = List.copyOf(unknown);
        }
    }

    /// For a run that is to start: throws what keeps it from that.
    public Bundle of(String tenant, Main main) {
        var gathered = gather(tenant, main);
        if (!gathered.unknown().isEmpty()) {
            throw ApiException.of(
                    Code.WORKFLOW_UNKNOWN,
                    gathered.unknown().getFirst().message(),
                    gathered.unknown());
        }
        return gathered.bundle();
    }

    /// As far as there is something to gather; throws where it comes back to where it was, or is
    /// too large.
    public Gathered gather(String tenant, Main main) {
        var gathering = new Gathering(tenant);
        var keys = new ArrayList<String>();
        main.calls()
                .forEach((pointer, call) -> {
                    keys.add(call.key());
                    gathering.take(pointer, call, List.of(main.name()));
                });
        gathering.pinned.put(main.name(), pinned(main.revision(), main.tree(), keys));
        gathering.checkSize();
        return new Gathered(new Bundle(main.name(), gathering.pinned), gathering.unknown);
    }

    /// A detail for every task that nobody has announced and that a definition of the bundle calls,
    /// other than the main one.
    ///
    /// @param main as it was asked for
    public List<Problem.Detail> unknownTasks(String tenant, Bundle bundle, Main main) {
        return inOthers(bundle, main, calls -> tasks.unknown(tenant, calls));
    }

    /// A detail for every call there that demands to be inline, of a task that is not.
    ///
    /// @param main as it was asked for
    public List<Problem.Detail> notInlineTasks(String tenant, Bundle bundle, Main main) {
        return inOthers(bundle, main, calls -> tasks.notInline(tenant, calls));
    }

    private static List<Problem.Detail> inOthers(
            Bundle bundle, Main main, Function<Map<String, String>, List<Problem.Detail>> wrong) {
        var details = new ArrayList<Problem.Detail>();
        bundle.definitions()
                .forEach((key, pinned) -> {
                    if (!key.equals(bundle.main())) {
                        wrong.apply(CalledTasks.in("", pinned.definition()))
                                .forEach(detail -> details.add(within(key, detail, main)));
                    }
                });
        return details;
    }

    private static Problem.Detail within(String key, Problem.Detail detail, Main main) {
        var pointer =
                main.calls().entrySet().stream()
                        .filter(call -> call.getValue().key().equals(key))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("");
        return new Problem.Detail(
                pointer,
                detail.code(),
                "In `%s` at %s: %s".formatted(key, detail.pointer(), detail.message()));
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private static Pinned pinned(
            int revision, Map<String, @Nullable Object> definition, List<String> flows) {
        return new Pinned(revision, definition, flows);
    }

    /// One bundle while it is gathered.
    private final class Gathering {
        private final String tenant;
        private final Map<String, Pinned> pinned = new LinkedHashMap<>();
        private final List<Problem.Detail> unknown = new ArrayList<>();

        Gathering(String tenant) {
            this.tenant = tenant;
        }

        /// @param way the names of the definitions that lead here
        void take(String pointer, CalledFlows.Call call, List<String> way) {
            if (way.contains(call.name())) {
                throw cycle(pointer, call.name(), way);
            }
            if (pinned.containsKey(call.key())) {
                return;
            }
            var found =
                    call.revision() == null
                            ? store.latest(tenant, call.name())
                            : store.revision(tenant, call.name(), call.revision());
            if (found.isEmpty()) {
                unknown.add(missing(pointer, call, way));
                return;
            }
            var longer = Stream.concat(way.stream(), Stream.of(call.name())).toList();
            var calls = CalledFlows.in("", found.get().definition()).values();
            pinned.put(
                    call.key(),
                    pinned(
                            found.get().revision(),
                            found.get().definition(),
                            calls.stream().map(CalledFlows.Call::key).distinct().toList()));
            checkCount(pointer);
            calls.forEach(next -> take(pointer, next, longer));
        }

        private Problem.Detail missing(String pointer, CalledFlows.Call call, List<String> way) {
            var known = store.list(tenant, null, MOST_NEAR).stream().map(Workflow::name).toList();
            var isThere = known.contains(call.name());
            var what =
                    isThere
                            ? "The workflow `%s` has no revision %s"
                                    .formatted(call.name(), call.revision())
                            : "There is no workflow `%s`".formatted(call.name());
            var where = way.size() == 1 ? "." : ", which `" + way.getLast() + "` calls.";
            var near = isThere ? "" : Nearest.hint(call.name(), known);
            return new Problem.Detail(pointer, Code.WORKFLOW_UNKNOWN.name(), what + where + near);
        }

        private static ApiException cycle(String pointer, String name, List<String> way) {
            var round =
                    Stream.concat(
                                    way.subList(way.indexOf(name), way.size()).stream(),
                                    Stream.of(name))
                            .collect(Collectors.joining(" → "));
            return ApiException.at(
                    Code.FLOW_CYCLE,
                    pointer,
                    "The workflow leads back to itself, so that its runs would never end: "
                            + round
                            + ".");
        }

        private void checkCount(String pointer) {
            if (pinned.size() >= MOST_DEFINITIONS) {
                throw ApiException.at(
                        Code.BUNDLE_TOO_LARGE,
                        pointer,
                        "A run takes at most %d definitions along, with all that they call."
                                .formatted(MOST_DEFINITIONS));
            }
        }

        private void checkSize() {
            long size = 0;
            for (var each : pinned.values()) {
                size += Json.size(each.definition());
            }
            if (pinned.size() > 1 && size > MOST_BYTES) {
                throw ApiException.of(
                        Code.BUNDLE_TOO_LARGE,
                        "The %d definitions that the run takes along have more than %d KiB in all."
                                .formatted(pinned.size(), MOST_BYTES / 1024));
            }
        }
    }
}
