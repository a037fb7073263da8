package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Run;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.StateChip;
import dev.lovage.console.look.TimeAgo;
import dev.lovage.console.look.TimeSpan;

import org.jspecify.annotations.Nullable;

/// What is known of a step, beside its value: how it stands, what it works on or waits for, since
/// when.
final class StepPairs extends DescriptionList {
    StepPairs(Run.Step step) {
        addClassName("pairs");
        pair("state", new StateChip(step.state()));
        if (step.stale()) {
            pair("stale", new Span(text("step.stale.words")));
        }
        if (step.work() != null) {
            work(step, step.work());
        }
        if (step.attempt() > 0) {
            pair("attempt", new Span(String.valueOf(step.attempt())));
        }
        if (step.underway() != null) {
            underway(step.underway());
        }
        pair("queued", new TimeAgo(step.times().queued()));
        pair("duration", new TimeSpan(step.times().queued(), step.times().ended()));
    }

    private void work(Run.Step step, Run.Work work) {
        mono("task", work.task());
        mono("queue", work.queue());
        if (work.size() != null) {
            pair("size", new Span("%,d".formatted(work.size())));
        }
        var flow = work.flow();
        if (flow != null) {
            mono("flow", flow.workflow());
            if (flow.run() != null) {
                var link = new Anchor(RunLink.to(flow.run()), flow.run());
                link.addClassNames("cell-link", "mono");
                pair("run", link);
            }
        }
        mono("awaits", work.awaits());
        if (work.until() != null && !step.state().ended()) {
            pair("until", new TimeAgo(work.until()));
        }
    }

    private void underway(Run.Underway underway) {
        if (underway.retryAt() != null) {
            pair("retry", new TimeAgo(underway.retryAt()));
        }
        var progress = underway.progress();
        if (progress != null) {
            var far =
                    progress.total() > 0
                            ? text("step.far", progress.done(), progress.total())
                            : "%,d".formatted(progress.done());
            var said = Inert.text(progress.message());
            pair("progress", new Span(said.isEmpty() ? far : far + ": " + said));
        }
        mono("worker", underway.worker());
    }

    private void mono(String key, @Nullable String words) {
        if (words != null) {
            var span = new Span(Inert.text(words));
            span.addClassName("mono");
            pair(key, span);
        }
    }

    private void pair(String key, Component value) {
        add(new DescriptionList.Term(text("step." + key)), new DescriptionList.Description(value));
    }
}
