package dev.lovage.server.run;

import dev.lovage.canvas.Json;
import dev.lovage.canvas.Nearest;
import dev.lovage.canvas.Rerun.Plan;
import dev.lovage.canvas.Rerun.Wish;
import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.RerunOf;
import dev.lovage.canvas.RunInput.Resume;
import dev.lovage.canvas.Skeleton;
import dev.lovage.client.Rerun;
import dev.lovage.events.Payload;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;
import dev.lovage.server.access.Authorizer;
import dev.lovage.server.access.Permission;
import dev.lovage.server.access.Principal;
import dev.lovage.server.run.RunEngine.Launch;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs once more what a run ran, in the same revision, with what it did well.
@Singleton
final class Reruns {
    /// Temporal takes 2 MiB, a little of which it needs itself.
    private static final int MOST = 2 * 1024 * 1024 - 16 * 1024;

    private final RepeatedRuns repeated;
    private final RerunPlans plans;
    private final LaunchPlan launches;
    private final Starts starts;
    private final Authorizer authorizer;

    Reruns(
            RepeatedRuns repeated,
            RerunPlans plans,
            LaunchPlan launches,
            Starts starts,
            Authorizer authorizer) {
        this.repeated = repeated;
        this.plans = plans;
        this.launches = launches;
        this.starts = starts;
        this.authorizer = authorizer;
    }

    /// What a rerun would do.
    Rerun.Plan plan(
            Principal principal,
            String id,
            @Nullable String from,
            @Nullable String only,
            boolean edited) {
        authorizer.check(principal, Permission.RUN_START, "run/" + id);
        var run = ended(repeated.find(principal.tenant(), id));
        var wish = wish(run, from, only, edited, "?");
        var found = plans.of(run, wish);
        return RerunAnswers.of(id, wish, found.source(), reached(wish, found.plan(), "?"));
    }

    /// Starts it.
    Starts.Accepted rerun(Principal principal, String id, Map<?, ?> body, Asked asked) {
        authorizer.check(principal, Permission.RUN_START, "run/" + id);
        var said = Bodies.as(body, Rerun.class);
        var run = ended(repeated.find(principal.tenant(), id));
        var edited = said.input() != null && !isSame(said.input(), run.input());
        var wish = wish(run, said.from(), said.only(), edited, "/");
        var plan = reached(wish, plans.of(run, wish).plan(), "/");
        var of = new RerunOf(id, wish.from(), wish.only());
        var labels = new RunRequest.Labels(null, asked.key(), run.tags(), run.priority());
        var input = said.input() == null ? kept(run) : said.input();
        var request = RunRequests.again(id, run.bundle().pinned(), input, labels, body);
        var origin = new RunInput.Origin(asked.through(), principal.name()).again(of);
        var launch = launches.of(principal.tenant(), origin, request);
        return starts.start(principal, with(launch, run, plan), asked.key() != null, reason(of));
    }

    private static Launch with(Launch launch, RepeatedRun run, Plan plan) {
        var planned = launch.input();
        var input =
                (run.started().isPresent() ? planned.with(run.bundle()) : planned)
                        .after(new Resume(plan.steps(), null));
        refuseTooLarge(input);
        return new Launch(launch.run(), launch.queue(), launch.timeout(), input, launch.bodyHash());
    }

    private static void refuseTooLarge(RunInput input) {
        int bytes = Endings.payloads(input).getSerializedSize();
        if (bytes > MOST) {
            throw ApiException.at(
                    Code.INVALID,
                    "/from",
                    "The rerun would begin with %,d bytes of definitions, input and values that are used again; at most %,d can be. Rerun from an earlier step, or with a smaller input."
                            .formatted(bytes, MOST));
        }
    }

    private static RepeatedRun ended(RepeatedRun run) {
        if (!run.hasEnded()) {
            throw ApiException.of(
                    Code.RUN_OPEN,
                    "`" + run.id() + "` has not ended. Wait for it or cancel it, then rerun it.");
        }
        return run;
    }

    private static @Nullable Object kept(RepeatedRun run) {
        return switch (run.input()) {
            case Payload.Inline(var value) -> value;
            case Payload.None _, Payload.Omitted _, Payload.Reference _ ->
                    throw ApiException.at(
                            Code.INVALID,
                            "/input",
                            "The input of this run is not kept any more; send it along.");
        };
    }

    private static boolean isSame(Object input, Payload kept) {
        return kept instanceof Payload.Inline(var value)
                && Arrays.equals(Json.canonical(input), Json.canonical(value));
    }

    /// The steps by their paths, whatever they were called.
    ///
    /// @param at before the name of the parameter, in pointers
    private static Wish wish(
            RepeatedRun run,
            @Nullable String from,
            @Nullable String only,
            boolean edited,
            String at) {
        if (from != null && only != null) {
            throw ApiException.at(
                    Code.INVALID,
                    at + "only",
                    "`from` and `only` do not go together; leave one out.");
        }
        var skeleton = Skeleton.of(run.definition());
        return new Wish(
                from == null ? null : path(skeleton, from, at + "from"),
                only == null ? null : path(skeleton, only, at + "only"),
                edited);
    }

    private static String path(Skeleton skeleton, String written, String at) {
        var path =
                skeleton.path(written)
                        .orElseThrow(() ->
                                ApiException.at(
                                        Code.INVALID,
                                        at,
                                        "There is no step `%s`.%s"
                                                .formatted(
                                                        written,
                                                        Nearest.hint(written, names(skeleton)))));
        if (path.contains("*")) {
            throw ApiException.at(Code.INVALID, at, "Name one item, as in `thumbs[3]`.");
        }
        var instead = dev.lovage.canvas.Rerun.instead(path);
        if (instead.isPresent()) {
            throw ApiException.at(
                    Code.INVALID,
                    at,
                    "`%s` runs because of what becomes of `%s`; rerun that."
                            .formatted(path, instead.get()));
        }
        return path;
    }

    private static List<String> names(Skeleton skeleton) {
        return skeleton.nodes().stream()
                .flatMap(
                        node -> Stream.concat(Stream.of(node.path()), Stream.ofNullable(node.id())))
                .toList();
    }

    private static Plan reached(Wish wish, Plan plan, String at) {
        if (plan.reached()) {
            return plan;
        }
        var step = wish.from() == null ? wish.only() : wish.from();
        throw ApiException.at(
                Code.INVALID,
                at + (wish.from() == null ? "only" : "from"),
                "The run never came to `%s`.%s".formatted(step, RerunAnswers.wayOut(plan)));
    }

    private static String reason(RerunOf of) {
        var step = of.from() == null ? of.only() : of.from();
        var how = of.from() == null ? ", only " : " from ";
        return "rerun of " + of.run() + (step == null ? "" : how + step);
    }
}
