package dev.lovage.server.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.client.RunChange;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunEvent.Changed;
import dev.lovage.events.RunEvent.Closed;
import dev.lovage.events.RunEvent.Confirmed;
import dev.lovage.events.RunEvent.Started;
import dev.lovage.events.RunState;
import dev.lovage.events.StepChange;
import dev.lovage.server.run.RunKey;
import dev.lovage.server.stream.Frame;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.List;

/// An event, and where its reader stands after it. It is written once for all readers of a kind.
final class Told {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .build();

    private final RunEvent event;
    private final @Nullable Positions after;
    private final @Nullable Frame[] frames = new @Nullable Frame[4];

    /// @param after absent for what no position stands for: it is not told again
    Told(RunEvent event, @Nullable Positions after) {
        this.event = event;
        this.after = after;
    }

    RunKey key() {
        var subject = event.subject();
        return new RunKey(subject.tenant(), subject.run(), subject.accepted());
    }

    String workflow() {
        return event.subject().definition();
    }

    /// Of the run; a part of it does not know that.
    @Nullable RunState state() {
        return event.subject().part() == null ? event.status() : null;
    }

    /// Whether it says something of steps and nothing else: how attempts go.
    boolean ofStepsOnly() {
        return after == null && state() == null;
    }

    /// @param tenant whether to say whose it is
    /// @param steps whether to say which steps changed
    Frame frame(boolean tenant, boolean steps) {
        int kind = (tenant ? 1 : 0) + (steps ? 2 : 0);
        var frame = frames[kind];
        if (frame == null) {
            frame = Frame.event(after == null ? null : after.text(), null, json(tenant, steps));
            frames[kind] = frame;
        }
        return frame;
    }

    private String json(boolean tenant, boolean steps) {
        var subject = event.subject();
        var change =
                new RunChange(
                        tenant ? subject.tenant() : null,
                        subject.run(),
                        subject.definition(),
                        state(),
                        subject.epoch(),
                        seq(),
                        steps ? changes().stream().map(Told::step).toList() : null);
        try {
            return JSON.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A change can always be written as JSON", e);
        }
    }

    private static RunChange.Step step(StepChange change) {
        var awaits = change.work() instanceof StepChange.Work.Await await ? await.name() : null;
        return new RunChange.Step(change.path(), change.state(), change.attempt(), awaits);
    }

    private long seq() {
        return switch (event) {
            case Started started -> started.seq();
            case Changed changed -> changed.seq();
            case Closed closed -> closed.seq();
            case Confirmed _ -> 0;
        };
    }

    private List<StepChange> changes() {
        return switch (event) {
            case Started started -> started.steps();
            case Changed changed -> changed.steps();
            case Closed _, Confirmed _ -> List.of();
        };
    }
}
