package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Run;
import dev.lovage.console.look.Freshness;
import dev.lovage.console.look.ShortId;
import dev.lovage.console.look.StateChip;
import dev.lovage.console.look.TimeAgo;
import dev.lovage.console.look.TimeSpan;

import org.jspecify.annotations.Nullable;

/// What one wants to know of a run before anything else.
final class RunHead extends Div {
    private final Div title = new Div();
    private final DescriptionList facts = new DescriptionList();
    private final Freshness freshness = new Freshness();
    private @Nullable Run shown;
    private String progress = "";

    RunHead(String id) {
        var back = new Anchor("runs", text("runs.title"));
        var here = new ShortId(id);
        here.getElement().setAttribute("aria-current", "page");
        var where = new Nav(back, new Span("/"), here);
        where.setAriaLabel(text("run.where"));
        where.addClassName("where");
        freshness.addClassName("fresh");
        var top = new Div(where, freshness);
        top.addClassNames("head", "crumbs");
        title.addClassNames("head", "title");
        title.add(new H1(id.substring(0, id.indexOf('~') < 0 ? id.length() : id.indexOf('~'))));
        facts.addClassName("facts");
        add(top, title, facts);
    }

    void show(RunPicture picture) {
        var run = picture.run();
        if (picture.settled()) {
            freshness.settled(run.seen().asOf());
        } else {
            freshness.live(run.seen().asOf());
        }
        var done = done(picture);
        if (shown == null || !same(shown, run) || !done.equals(progress)) {
            shown = run;
            progress = done;
            draw(run);
        }
    }

    void stale() {
        freshness.stale();
    }

    private static boolean same(Run one, Run other) {
        return one.state() == other.state() && one.times().equals(other.times());
    }

    private static String done(RunPicture picture) {
        long ended = picture.steps().stream().filter(step -> step.state().ended()).count();
        var all = "%,d".formatted(picture.steps().size()) + (picture.more() ? "+" : "");
        return text("run.done", "%,d".formatted(ended), all);
    }

    private void draw(Run run) {
        title.removeAll();
        title.add(new H1(run.workflow()), new StateChip(run.state()));
        facts.removeAll();
        var times = run.times();
        if (run.revision() > 0) {
            fact("revision", new Span(String.valueOf(run.revision())));
        }
        fact("started", new TimeAgo(times.started() == null ? times.accepted() : times.started()));
        fact("duration", new TimeSpan(times.started(), times.ended()));
        fact("by", new Span(RunRow.by(run.trigger())));
        if (run.trigger().queue() != null) {
            fact("queue", new Span(run.trigger().queue()));
        }
        fact("steps", new Span(progress));
        if (!run.trigger().tags().isEmpty()) {
            fact("tags", new Span(String.join(", ", run.trigger().tags())));
        }
    }

    private void fact(String key, Component value) {
        var fact =
                new Div(
                        new DescriptionList.Term(text("run." + key)),
                        new DescriptionList.Description(value));
        fact.addClassName("fact");
        facts.getElement().appendChild(fact.getElement());
    }
}
