package dev.lovage.server.run;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Rerun;
import dev.lovage.canvas.RunInput;
import dev.lovage.events.RunState;
import dev.lovage.server.ApiException;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what was launched; a run stays open until a test ends it.
@Singleton
@Requires(property = "fakes")
@Replaces(TemporalRunEngine.class)
public final class FakeRunEngine implements RunEngine {
    private final Map<String, Launch> launched = new ConcurrentHashMap<>();
    private final Map<String, Ending> ended = new ConcurrentHashMap<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Map<String, Map<String, Rerun.Past>> pasts = new ConcurrentHashMap<>();
    private volatile boolean down;

    /// What a run was told.
    public record Told(String run, String signal, Object argument, String id) {}

    public Map<String, Launch> launched() {
        return Map.copyOf(launched);
    }

    public List<Told> told(String run) {
        return told.stream().filter(each -> each.run().equals(run)).toList();
    }

    public void end(String run, Ending ending) {
        ended.put(run, ending);
    }

    public void down(boolean now) {
        down = now;
    }

    @Override
    public Started start(Launch launch) {
        check();
        return launched.putIfAbsent(launch.run(), launch) == null
                ? new Started.Now("temporal-" + launch.run())
                : new Started.Before(describe(launch.run()).orElseThrow());
    }

    @Override
    public Optional<Description> describe(String run) {
        check();
        return Optional.ofNullable(launched.get(run)).map(this::description);
    }

    @Override
    public Optional<Outlook> outlook(String run) {
        return describe(run).map(found -> new Outlook(found, found.started(), null, List.of(), 3));
    }

    @Override
    public Optional<Outlook.Trouble> stumble(String run) {
        check();
        return Optional.empty();
    }

    @Override
    public Polling polling(String queue, Work work) {
        check();
        return new Polling(1, 0);
    }

    private Description description(Launch launch) {
        var input = launch.input();
        var accepted = Instant.ofEpochMilli(input.accepted());
        var ending = ended.get(launch.run());
        return new Description(
                new Memo(
                        input.tenant(),
                        input.bundle().main(),
                        input.bundle().pinned().revision(),
                        accepted,
                        launch.bodyHash()),
                "temporal-" + launch.run(),
                ending == null ? RunState.RUNNING : ending.state(),
                launch.queue(),
                accepted,
                ending == null ? null : accepted);
    }

    @Override
    public Optional<Ending> ending(String run, Duration wait) {
        check();
        return Optional.ofNullable(ended.get(run));
    }

    @Override
    public Optional<RunInput> input(String run) {
        check();
        return Optional.ofNullable(launched.get(run)).map(Launch::input);
    }

    @Override
    public Optional<Rerun.Plan> rerun(String run, String queue, Rerun.Wish wish) {
        check();
        return Optional.ofNullable(pasts.get(run))
                .map(past ->
                        Rerun.plan(
                                CanvasReader.definition(
                                        launched.get(run).input().bundle().pinned().definition()),
                                past,
                                wish));
    }

    /// A worker is at hand that knows how the steps of the run ended.
    public void past(String run, Map<String, Rerun.Past> past) {
        pasts.put(run, past);
    }

    @Override
    public boolean cancel(String run, String reason) {
        check();
        return ended.putIfAbsent(run, new Ending(RunState.CANCELLED, null, null)) == null;
    }

    @Override
    public boolean terminate(String run, String reason) {
        check();
        return ended.putIfAbsent(run, new Ending(RunState.TERMINATED, null, null)) == null;
    }

    @Override
    public boolean signal(String run, String signal, Object argument, String id) {
        check();
        var open = launched.containsKey(run) && !ended.containsKey(run);
        if (open && told.stream().noneMatch(each -> each.id().equals(id))) {
            told.add(new Told(run, signal, argument, id));
        }
        return open;
    }

    private void check() {
        if (down) {
            throw ApiException.unavailable("Temporal", null);
        }
    }
}
