package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Rerun;
import dev.lovage.client.Run;
import dev.lovage.console.look.Behind;
import dev.lovage.console.look.Freshness;
import dev.lovage.console.look.ShortId;
import dev.lovage.console.look.StateChip;
import dev.lovage.console.look.TimeAgo;
import dev.lovage.console.look.TimeSpan;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// What one wants to know of a run before anything else.
final class RunHead extends Div {
    private final Div title = new Div();
    private final DescriptionList facts = new DescriptionList();
    private final Freshness freshness = new Freshness();
    private final Behind behind = new Behind();
    private final WhyLine why = new WhyLine();
    private final Div actions = new Div();
    private final List<PauseAct> pauses;
    private final List<Component> stops;
    private final @Nullable Component again;
    private @Nullable Run shown;
    private String progress = "";

    /// @param stops what pauses and stops the run, as far as the person may
    /// @param again what runs it once more, where the person may
    RunHead(String id, List<Component> stops, @Nullable Component again) {
        this.stops = stops;
        this.again = again;
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
        actions.addClassName("actions");
        pauses =
                stops.stream()
                        .filter(PauseAct.class::isInstance)
                        .map(PauseAct.class::cast)
                        .toList();
        facts.addClassName("facts");
        add(top, behind, title, why, facts);
    }

    void show(RunPicture picture) {
        var run = picture.run();
        boolean late = behind.show(run.seen());
        if (picture.settled()) {
            freshness.settled(run.seen().asOf());
        } else if (late) {
            freshness.late(run.seen().asOf());
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

    /// What the api says about a run that is open.
    void show(Run.Why reason) {
        if (shown != null && !shown.state().ended()) {
            why.show(shown.id(), reason);
        }
    }

    private static boolean same(Run one, Run other) {
        return one.state() == other.state()
                && one.times().equals(other.times())
                && one.overlay() == other.overlay()
                && Objects.equals(one.error(), other.error());
    }

    private static String done(RunPicture picture) {
        long ended = picture.steps().stream().filter(step -> step.state().ended()).count();
        var all = "%,d".formatted(picture.steps().size()) + (picture.more() ? "+" : "");
        return text("run.done", "%,d".formatted(ended), all);
    }

    private void draw(Run run) {
        title.removeAll();
        actions.removeAll();
        if (!run.state().ended()) {
            stops.forEach(actions::add);
        } else if (again != null) {
            actions.add(again);
        }
        title.add(new H1(run.workflow()), new StateChip(run.state()));
        if (run.overlay() != null) {
            title.add(new OverlayBadge(run.overlay()));
        }
        if (actions.getElement().getChildCount() > 0) {
            title.add(actions);
        }
        pauses.forEach(act -> act.show(run.state()));
        why.show(run);
        facts.removeAll();
        var times = run.times();
        if (run.revision() > 0) {
            fact("revision", new Span(String.valueOf(run.revision())));
        }
        fact("started", new TimeAgo(times.started() == null ? times.accepted() : times.started()));
        fact("duration", new TimeSpan(times.started(), times.ended()));
        fact("by", starter(run.trigger()));
        if (run.trigger().rerunOf() != null) {
            fact("rerun", rerun(run.trigger().rerunOf()));
        }
        if (run.trigger().queue() != null) {
            fact("queue", new Span(run.trigger().queue()));
        }
        fact("steps", new Span(progress));
        if (!run.trigger().tags().isEmpty()) {
            fact("tags", tags(run.trigger().tags()));
        }
    }

    /// Who or what started it; a schedule is a link, and so is the run that it is a step of.
    private static Component starter(Run.Trigger trigger) {
        var by = trigger.by();
        if (by == null) {
            return new Span(RunRow.by(trigger));
        }
        return switch (trigger.kind()) {
            case "schedule" ->
                    new Span(new Span(text("run.schedule") + " "), link(ScheduleLink.to(by), by));
            case "flow" -> new Span(new Span(text("run.flow") + " "), link(RunLink.to(by), by));
            default -> new Span(RunRow.by(trigger));
        };
    }

    /// The run that it repeats, and from where.
    private static Component rerun(Rerun.Of of) {
        var link = new Anchor(RunRow.address(of.run()), of.run());
        link.addClassName("cell-link");
        var part = new Span(part(of));
        part.addClassName("muted");
        return new Span(link, part);
    }

    private static String part(Rerun.Of of) {
        if (of.from() != null) {
            return " " + text("rerun.of.from", of.from());
        }
        return of.only() == null ? "" : " " + text("rerun.of.only", of.only());
    }

    /// Each leads to all runs that carry it.
    private static Component tags(List<String> tags) {
        var all = new Span();
        all.addClassName("tags");
        for (var tag : tags) {
            var address = RunFilter.ALL.withTag(tag).address().getQueryString();
            var link = new Anchor("runs?" + address, tag);
            link.addClassName("cell-link");
            all.add(link);
        }
        return all;
    }

    private static Anchor link(String address, String words) {
        var link = new Anchor(address, words);
        link.addClassName("cell-link");
        return link;
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
