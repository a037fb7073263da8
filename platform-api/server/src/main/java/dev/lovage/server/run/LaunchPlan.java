package dev.lovage.server.run;

import dev.lovage.canvas.Definition;
import dev.lovage.canvas.InputSchema;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.RunInput;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;
import dev.lovage.server.run.RunEngine.Launch;
import dev.lovage.server.task.Catalogue;
import dev.lovage.server.workflow.Bundles;
import dev.lovage.server.workflow.CalledTasks;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns a request into everything that the run takes along: its id, its input with all defaults,
/// the options of its tasks as they are now.
@Singleton
final class LaunchPlan {
    private final Catalogue catalogue;
    private final CalledTasks tasks;
    private final Bundles bundles;
    private final Clock clock;

    LaunchPlan(Catalogue catalogue, CalledTasks tasks, Bundles bundles, Clock clock) {
        this.bundles = bundles;
        this.catalogue = catalogue;
        this.tasks = tasks;
        this.clock = clock;
    }

    Launch of(String tenant, RunInput.Origin origin, RunRequest request) {
        var bundle = bundles.of(tenant, request.main());
        refuseMistaken(tenant, request, bundle);
        var called = catalogue.tasks(tenant, called(request, bundle));
        var definition = request.definition();
        var now = clock.millis();
        var input =
                RunInput.of(
                        bundle,
                        filled(definition, request.input()),
                        frozen(origin, request, called),
                        tenant,
                        now);
        return new Launch(
                id(tenant, request, now),
                wire(tenant, queue(request, called)),
                definition.executionTimeout(),
                input,
                request.bodyHash());
    }

    private static Set<String> called(RunRequest request, RunInput.Bundle bundle) {
        var names = new HashSet<>(request.calls().values());
        bundle.definitions()
                .values()
                .forEach(pinned -> names.addAll(CalledTasks.in("", pinned.definition()).values()));
        return names;
    }

    private void refuseMistaken(String tenant, RunRequest request, RunInput.Bundle bundle) {
        var unknown = new ArrayList<>(tasks.unknown(tenant, request.calls()));
        unknown.addAll(bundles.unknownTasks(tenant, bundle, request.main()));
        if (!unknown.isEmpty()) {
            throw ApiException.of(Code.TASK_UNKNOWN, unknown.getFirst().message(), unknown);
        }
        var notInline = new ArrayList<>(tasks.notInline(tenant, request.calls()));
        notInline.addAll(bundles.notInlineTasks(tenant, bundle, request.main()));
        if (!notInline.isEmpty()) {
            throw ApiException.of(Code.TASK_NOT_INLINE, notInline.getFirst().message(), notInline);
        }
    }

    private static String id(String tenant, RunRequest request, long now) {
        var labels = request.labels();
        var name = request.definition().name();
        if (labels.id() != null) {
            if (!tenant.equals(RunInput.DEFAULT_TENANT)) {
                throw ApiException.at(
                        Code.INVALID, "/id", "Only the default tenant chooses ids; leave it out.");
            }
            return labels.id();
        }
        return labels.key() == null
                ? RunIds.fresh(name, now)
                : RunIds.of(name, tenant, labels.key());
    }

    private static @Nullable Object filled(Definition definition, @Nullable Object input) {
        try {
            return InputSchema.of(definition.contract().input()).fill(input);
        } catch (InvalidCanvasException e) {
            throw ApiException.of(
                    Code.INPUT_INVALID,
                    "The input does not match the schema of `" + definition.name() + "`.",
                    Bodies.details("/input", e.flaws()));
        }
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    private static RunInput.Frozen frozen(
            RunInput.Origin origin, RunRequest request, Map<String, Catalogue.Entry> called) {
        var options = new HashMap<String, Map<String, @Nullable Object>>();
        called.forEach((name, entry) -> options.put(name, entry.task().options()));
        var tags = new LinkedHashSet<>(request.definition().tags());
        tags.addAll(request.labels().tags());
        return new RunInput.Frozen(options, List.copyOf(tags), request.labels().priority(), origin);
    }

    /// The definition's own queue, else `default`. One task by itself goes where it is served.
    private static String queue(RunRequest request, Map<String, Catalogue.Entry> called) {
        var own = request.definition().defaults().queue();
        var entry = called.get(request.definition().name());
        if (own != null || request.revision() > 0 || entry == null) {
            return request.definition().queue();
        }
        var tasks = entry.task().options().get("queue");
        var served = entry.queues().isEmpty() ? Definition.QUEUE : entry.queues().getFirst();
        return tasks != null
                ? String.valueOf(tasks)
                : entry.queues().contains(Definition.QUEUE) ? Definition.QUEUE : served;
    }

    private static String wire(String tenant, String queue) {
        return tenant.equals(RunInput.DEFAULT_TENANT) ? queue : tenant + "/" + queue;
    }
}
