package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Run;
import dev.lovage.client.Run.Why;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.StateMark;
import dev.lovage.console.look.TimeAgo;
import dev.lovage.events.Failure;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

/// Under the title in one sentence: why the run failed, or why it is not simply running.
final class WhyLine extends Div {
    private @Nullable Object shown;

    WhyLine() {
        addClassName("why");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    /// A run that is over has one reason, and it does not change.
    void show(Run run) {
        var error = run.error();
        if (run.state() == RunState.CANCELLED) {
            cancelled();
        } else if (error != null) {
            show(run.id(), error);
        } else if (run.state().ended()) {
            clear();
        }
    }

    /// That somebody wanted it is no failure, whatever it did then.
    private void cancelled() {
        if (shown != RunState.CANCELLED) {
            begin(RunState.CANCELLED, StepState.CANCELLED);
            add(new Span(text("why.cancelled")));
        }
    }

    private void show(String id, Failure error) {
        if (error.equals(shown)) {
            return;
        }
        begin(error, StepState.FAILED);
        add(new Span(ErrorWords.sentence(error)), code(error.code()));
        var message = new Span(Inert.text(error.message()));
        message.addClassName("muted");
        add(message);
        step(id, error.path());
    }

    /// A run that is open.
    void show(String id, Why why) {
        if (quiet(why.kind())) {
            clear();
        } else if (!why.equals(shown)) {
            begin(why, state(why.kind()));
            add(sentence(why.sentence()));
            if (why.until() != null) {
                add(
                        when(
                                ends(why.kind()) ? text("why.ends") : text("why.until"),
                                new TimeAgo(why.until())));
            } else if (why.since() != null) {
                add(when(text("why.since"), new TimeAgo(why.since())));
            }
            if (why.advice() != null) {
                var advice = sentence(why.advice());
                advice.addClassNames("muted", "advice");
                add(advice);
            }
            if (why.child() != null) {
                add(new Anchor(RunRow.address(why.child()), text("why.child")));
            } else {
                step(id, why.path());
            }
        }
    }

    /// Whether something is over then, and not tried again.
    private static boolean ends(Why.Kind kind) {
        return kind == Why.Kind.PAUSED || kind == Why.Kind.WAITING || kind == Why.Kind.TIMER;
    }

    private void begin(Object reason, StepState state) {
        shown = reason;
        removeAll();
        getElement().setAttribute("data-state", state.name());
        setVisible(true);
        add(new StateMark(state));
    }

    private void clear() {
        shown = null;
        setVisible(false);
    }

    private void step(String id, @Nullable String path) {
        if (path != null && !path.isEmpty()) {
            var address = new RunAddress(RunTab.GRAPH, path);
            add(
                    new Anchor(
                            RunRow.address(id) + "?" + address.query().getQueryString(),
                            text("why.step")));
        }
    }

    /// Names stand between backticks.
    private static Span sentence(String text) {
        var all = new Span();
        var parts = Inert.text(text).split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            all.add(i % 2 == 0 ? new Span(parts[i]) : name(parts[i]));
        }
        return all;
    }

    private static Span name(String name) {
        var span = new Span(name);
        span.addClassName("named");
        return span;
    }

    private static Span code(String code) {
        var span = new Span(code);
        span.addClassName("mono");
        return span;
    }

    private static Span when(String word, TimeAgo time) {
        var span = new Span(new Span(word + " "), time);
        span.addClassNames("muted", "nums");
        return span;
    }

    private static boolean quiet(Why.Kind kind) {
        return switch (kind) {
            case RUNNING, ENDED -> true;
            case SCHEDULED,
                    PAUSED,
                    NO_WORKER,
                    BUSY,
                    NO_HANDLER,
                    STUCK,
                    RETRYING,
                    TIMER,
                    CHILD,
                    WAITING,
                    STALE,
                    BEHIND ->
                    false;
        };
    }

    private static StepState state(Why.Kind kind) {
        return switch (kind) {
            case RUNNING, ENDED, BEHIND, STALE, SCHEDULED, TIMER -> StepState.SCHEDULED;
            case PAUSED -> StepState.PAUSED;
            case BUSY, CHILD, WAITING -> StepState.WAITING;
            case RETRYING -> StepState.RETRYING;
            case NO_WORKER, NO_HANDLER, STUCK -> StepState.EXPIRED;
        };
    }
}
