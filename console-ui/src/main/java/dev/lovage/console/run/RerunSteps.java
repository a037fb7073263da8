package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;

import dev.lovage.client.Rerun;

/// What a rerun would do, step by step.
final class RerunSteps extends Div {
    private static final String FROM_ROWS = "projection";

    RerunSteps(Rerun.Plan plan) {
        if (plan.source().equals(FROM_ROWS)) {
            var small = new Paragraph(text("rerun.small"));
            small.addClassName("muted");
            add(small);
        }
        var list = new UnorderedList();
        list.addClassName("rerun-steps");
        list.getElement().setAttribute("aria-label", text("rerun.plan"));
        plan.steps().forEach(step -> list.add(item(step)));
        add(list);
    }

    private static ListItem item(Rerun.Step step) {
        var what = new Span(what(step));
        what.addClassNames("what", step.again() > 0 ? "again" : "used");
        var path = new Span(step.path());
        path.addClassName("mono");
        var why = new Span(step.sentence());
        why.addClassName("muted");
        return new ListItem(what, path, why);
    }

    private static String what(Rerun.Step step) {
        if (step.again() == 0 || step.used() == 0) {
            return text(step.again() == 0 ? "rerun.used" : "rerun.again");
        }
        return text("rerun.some", step.again(), step.used() + step.again());
    }
}
