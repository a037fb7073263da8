package dev.lovage.client;

import com.fasterxml.jackson.core.type.TypeReference;

import dev.lovage.client.Access.Me;
import dev.lovage.client.Access.Session;
import dev.lovage.client.Access.SignIn;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Speaks to the api, with the rights of whoever's token it carries. Safe for use by many threads.
///
/// Every method throws [ProblemException] when the api says no, and [UnreachableException] when
/// nothing answers in time.
public final class LovageClient implements AutoCloseable {
    /// What the api takes in one question.
    private static final int PATHS_AT_ONCE = 50;

    private final Http http;

    private LovageClient(Http http) {
        this.http = http;
    }

    /// A client for the api at `base`, such as `http://localhost:8080`.
    ///
    /// @param token asked for before every request; nothing is sent along when it gives `null`
    public static LovageClient at(URI base, Supplier<@Nullable String> token) {
        return at(base, "api", token);
    }

    /// The same for one of our own programs, `cli` or `console`: the runs it starts say so.
    public static LovageClient at(URI base, String program, Supplier<@Nullable String> token) {
        return new LovageClient(new Http(base, program, token));
    }

    @Override
    public void close() {
        http.close();
    }

    public Session signIn(SignIn signIn) {
        return http.send("POST", "/sessions", signIn, new TypeReference<>() {});
    }

    public void signOut() {
        http.send("DELETE", "/sessions", null);
    }

    public Me me() {
        return http.get("/me", Map.of(), new TypeReference<>() {});
    }

    /// Saves a definition, as YAML or JSON text.
    public Workflow.Saved save(String name, String definition) {
        return http.sendText(
                "PUT", "/workflows/" + Http.segment(name), definition, new TypeReference<>() {});
    }

    /// Says what is wrong with a definition without saving it.
    public Workflow.Saved check(String name, String definition) {
        return http.sendText(
                "PUT",
                "/workflows/" + Http.segment(name) + "?dryRun=true",
                definition,
                new TypeReference<>() {});
    }

    /// The first 200 by name.
    public Page<Workflow> workflows() {
        return workflows(RunQuery.LARGEST_PAGE, null);
    }

    /// Workflows by name.
    public Page<Workflow> workflows(int pageSize, @Nullable String pageToken) {
        var parameters = Http.page(pageSize, pageToken);
        return http.get("/workflows", parameters, new TypeReference<>() {});
    }

    /// The latest revision.
    public Workflow.Revision workflow(String name) {
        return http.get("/workflows/" + Http.segment(name), Map.of(), new TypeReference<>() {});
    }

    public Workflow.Revision workflow(String name, int revision) {
        return http.get(
                "/workflows/" + Http.segment(name) + "/revisions/" + revision,
                Map.of(),
                new TypeReference<>() {});
    }

    /// The revisions of a workflow, newest first.
    public Page<Workflow> revisions(String name, int pageSize, @Nullable String pageToken) {
        var parameters = Http.page(pageSize, pageToken);
        return http.get(
                "/workflows/" + Http.segment(name) + "/revisions",
                parameters,
                new TypeReference<>() {});
    }

    public Run.Graph workflowGraph(String name) {
        return http.get(
                "/workflows/" + Http.segment(name) + "/graph", Map.of(), new TypeReference<>() {});
    }

    /// How the runs of these workflows went of late, by name; 200 at most.
    public Page<Stats.OfWorkflow> workflowStats(Collection<String> names) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("workflow", String.join(",", names));
        parameters.put("pageSize", RunQuery.LARGEST_PAGE);
        return http.get("/stats/workflows", parameters, new TypeReference<>() {});
    }

    /// Starts a run.
    ///
    /// @param key the same key and request give the same run, for seven days; `null`: every call is
    ///   a new run
    public Run.Accepted start(String workflow, Run.Start start, @Nullable String key) {
        return http.once(
                "/workflows/" + Http.segment(workflow) + "/runs",
                start,
                key,
                new TypeReference<>() {});
    }

    public Run.Accepted startCanvas(Run.StartCanvas start, @Nullable String key) {
        return http.once("/runs", start, key, new TypeReference<>() {});
    }

    public Run.Accepted startTask(String task, Run.StartTask start, @Nullable String key) {
        return http.once(
                "/tasks/" + Http.segment(task) + "/runs", start, key, new TypeReference<>() {});
    }

    public Page<Run> runs(RunQuery query) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("status", query.status());
        parameters.put("workflow", query.workflow());
        parameters.put("tag", query.tag());
        parameters.put("from", query.from());
        parameters.put("to", query.to());
        parameters.put("q", query.q());
        parameters.put("overlay", query.overlay());
        parameters.put("pageSize", query.pageSize());
        parameters.put("pageToken", query.pageToken());
        return http.get("/runs", parameters, new TypeReference<>() {});
    }

    public Run run(String id) {
        return http.get(run(id, ""), Map.of(), new TypeReference<>() {});
    }

    /// The run, or nothing when there is none of this id.
    public Optional<Run> findRun(String id) {
        try {
            return Optional.of(run(id));
        } catch (ProblemException e) {
            if (e.problem().status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Steps in path order.
    public Page<Run.Step> steps(String id, int pageSize, @Nullable String pageToken) {
        var parameters = Http.page(pageSize, pageToken);
        return http.get(run(id, "/steps"), parameters, new TypeReference<>() {});
    }

    /// Of these steps those that there are.
    public List<Run.Step> steps(String id, Collection<String> paths) {
        var some = List.copyOf(paths);
        return IntStream.iterate(0, from -> from < some.size(), from -> from + PATHS_AT_ONCE)
                .mapToObj(from -> some.subList(from, Math.min(some.size(), from + PATHS_AT_ONCE)))
                .flatMap(few -> stepsAt(id, few).items().stream())
                .toList();
    }

    private Page<Run.Step> stepsAt(String id, List<String> paths) {
        var query =
                paths.stream()
                        .map(path -> "path=" + Http.segment(path))
                        .collect(Collectors.joining("&", "?", ""));
        return http.get(run(id, "/steps" + query), Map.of(), new TypeReference<>() {});
    }

    public Run.Step step(String id, String path) {
        return http.get(
                run(id, "/steps/" + Http.segment(path)), Map.of(), new TypeReference<>() {});
    }

    public Run.Graph graph(String id) {
        return http.get(run(id, "/graph"), Map.of(), new TypeReference<>() {});
    }

    /// What the run was started with.
    public Run.Value input(String id) {
        return http.get(run(id, "/input"), Map.of(), new TypeReference<>() {});
    }

    /// What the run waits for.
    public Run.Why why(String id) {
        return http.get(run(id, "/why"), Map.of(), new TypeReference<>() {});
    }

    /// How the run ended, or that it has not ended within `wait`, 55 seconds at most.
    public Run.Result result(String id, Duration wait) {
        return http.get(run(id, "/result"), Map.of("wait", wait), new TypeReference<>() {});
    }

    /// What was told of the run in the last days, oldest first.
    ///
    /// @param newest newest first
    public Page<Event> events(String id, boolean newest, int size, @Nullable String pageToken) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("newest", newest ? true : null);
        parameters.put("pageSize", size);
        parameters.put("pageToken", pageToken);
        return http.get(run(id, "/events"), parameters, new TypeReference<>() {});
    }

    /// The same; where the result is kept by reference, only what is known of it.
    public Run.Result briefly(String id, Duration wait) {
        return http.get(
                run(id, "/result"), Map.of("wait", wait, "brief", true), new TypeReference<>() {});
    }

    /// A value that is kept by reference, as JSON.
    public byte[] value(Run.Large value) {
        return http.bytes(run(value.run(), "/values/" + Http.segment(value.sha256())));
    }

    /// Takes the run's result, the values of its steps and all that it kept away; how it went
    /// stays.
    public void forget(String id) {
        http.send("DELETE", run(id, "/result"), null);
    }

    /// What its tasks logged, oldest first.
    ///
    /// @param newest newest first
    public Page<Log> logs(
            String id, Log.Filter filter, boolean newest, int size, @Nullable String pageToken) {
        var parameters = parameters(filter);
        parameters.put("newest", newest ? true : null);
        parameters.put("pageSize", size);
        parameters.put("pageToken", pageToken);
        return http.get(run(id, "/logs"), parameters, new TypeReference<>() {});
    }

    /// Follows what its tasks log until it is closed: each line once, however often the line to the
    /// api breaks.
    ///
    /// @param after the id of the last line that is known; empty: from the first on
    public Feed followLogs(String id, Log.Filter filter, String after, Log.Listener listener) {
        var parameters = parameters(filter);
        parameters.put("follow", true);
        return LineFeed.start(
                last -> http.stream(run(id, "/logs"), parameters, last), after, listener);
    }

    private static Map<String, @Nullable Object> parameters(Log.Filter filter) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("step", filter.step());
        parameters.put("level", filter.level());
        parameters.put("q", filter.q());
        return parameters;
    }

    public void cancel(String id, @Nullable String reason) {
        http.send("POST", run(id, "/cancel"), new Run.Reason(reason));
    }

    public void terminate(String id, @Nullable String reason) {
        http.send("POST", run(id, "/terminate"), new Run.Reason(reason));
    }

    /// Stops it from starting anything new.
    public void pause(String id, Run.Pause pause) {
        http.send("POST", run(id, "/pause"), pause);
    }

    public void resume(String id, @Nullable String reason) {
        http.send("POST", run(id, "/resume"), new Run.Reason(reason));
    }

    /// The same for many runs, 100 at most; counts them only, where it says `dryRun`.
    public Batch.Done batch(Batch batch) {
        return http.send("POST", "/runs:batch", batch, new TypeReference<>() {});
    }

    /// Tells a run what it waits for, or will.
    ///
    /// @param path of the step that is meant; `null`: the one of this name that waits longest
    /// @param key the same key again is the same signal
    public Signal.Sent signal(
            String id, String name, @Nullable String path, Signal signal, @Nullable String key) {
        var query = path == null ? "" : "?path=" + Http.segment(path);
        var place = run(id, "/signals/" + Http.segment(name)) + query;
        return http.once(place, signal, key, new TypeReference<>() {});
    }

    /// What runs wait for from outside.
    public Approvals approvals() {
        return new Approvals(http);
    }

    /// What a rerun from this step would do, or of only this step.
    ///
    /// @param edited with another input
    public Rerun.Plan rerunPlan(
            String id, @Nullable String from, @Nullable String only, boolean edited) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("from", from);
        parameters.put("only", only);
        parameters.put("edited", edited ? true : null);
        return http.get(run(id, "/rerun-plan"), parameters, new TypeReference<>() {});
    }

    /// Runs once more what the run ran.
    ///
    /// @param key as of [#start]
    public Run.Accepted rerun(String id, Rerun rerun, @Nullable String key) {
        return http.once(run(id, "/rerun"), rerun, key, new TypeReference<>() {});
    }

    /// Follows which runs change, from now on and until it is closed; it never gives up.
    public Feed follow(Feed.Filter filter, Feed.Listener listener) {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("workflow", filter.workflow());
        parameters.put("tag", filter.tag());
        parameters.put("steps", filter.steps() ? true : null);
        return LineFeed.start(last -> http.stream("/events", parameters, last), listener);
    }

    /// Follows one run, with its steps.
    public Feed follow(String id, Feed.Listener listener) {
        return LineFeed.start(last -> http.stream(run(id, "/events"), Map.of(), last), listener);
    }

    /// The record of every change.
    public AuditTrail audit() {
        return new AuditTrail(http);
    }

    /// What keeps the platform itself well.
    public Administration administration() {
        return new Administration(http);
    }

    /// What services sign in with.
    public ServiceTokens tokens() {
        return new ServiceTokens(http);
    }

    public List<Catalogue.Task> tasks() {
        return http.get("/tasks", Map.of(), new TypeReference<>() {});
    }

    public List<Catalogue.Worker> workers() {
        return http.get("/workers", Map.of(), new TypeReference<>() {});
    }

    /// Schedules by name.
    ///
    /// @param workflow only those of this one; `null`: all
    public Page<Schedule> schedules(
            @Nullable String workflow, int pageSize, @Nullable String pageToken) {
        var parameters = Http.page(pageSize, pageToken);
        parameters.put("workflow", workflow);
        return http.get("/schedules", parameters, new TypeReference<>() {});
    }

    /// Why a schedule starts no run at this moment, or when it will.
    public Schedule.Why whySchedule(String name) {
        return http.get(schedule(name, "/why"), Map.of(), new TypeReference<>() {});
    }

    public Schedule schedule(String name) {
        return http.get(schedule(name, ""), Map.of(), new TypeReference<>() {});
    }

    /// Saves a schedule.
    ///
    /// @param version that it replaces; `null`: whatever there is
    public Schedule saveSchedule(String name, Schedule.Put put, @Nullable Long version) {
        return http.replace(schedule(name, ""), put, version, new TypeReference<>() {});
    }

    /// Saves a schedule, as YAML or JSON text.
    public Schedule saveSchedule(String name, String text) {
        return http.sendText("PUT", schedule(name, ""), text, new TypeReference<>() {});
    }

    public void deleteSchedule(String name) {
        http.send("DELETE", schedule(name, ""), null);
    }

    public void pauseSchedule(String name, Schedule.Pause pause) {
        http.send("POST", schedule(name, "/pause"), pause);
    }

    public void resumeSchedule(String name, @Nullable String note) {
        http.send("POST", schedule(name, "/resume"), new Schedule.Pause(note, null));
    }

    /// Runs it now, whatever its spec says.
    public void triggerSchedule(String name, Schedule.Trigger trigger) {
        http.send("POST", schedule(name, "/trigger"), trigger);
    }

    /// Runs it for times of the past; counts them only, where it says `dryRun`.
    public Schedule.Backfilled backfillSchedule(String name, Schedule.Backfill backfill) {
        return http.send("POST", schedule(name, "/backfill"), backfill, new TypeReference<>() {});
    }

    public Schedule.Preview previewSchedule(Schedule.Previewing previewing) {
        return http.send("POST", "/schedules:preview", previewing, new TypeReference<>() {});
    }

    /// The same question, as YAML or JSON text.
    public Schedule.Preview previewSchedule(String text) {
        return http.sendText("POST", "/schedules:preview", text, new TypeReference<>() {});
    }

    private static String schedule(String name, String rest) {
        return "/schedules/" + Http.segment(name) + rest;
    }

    private static String run(String id, String rest) {
        return "/runs/" + Http.segment(id) + rest;
    }
}
