package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.client.RunQuery;
import dev.lovage.console.look.TimeAgo;
import dev.lovage.events.RunState;

/// Under the title of a workflow: that its last run failed, and why. Of one that went well nothing
/// is said.
public final class LastFailure extends Div {
    /// Behind more open runs than these the last one that ended is not looked for.
    private static final int NEWEST = 20;

    public LastFailure(LovageClient client, String workflow) {
        setVisible(false);
        var newest = new RunQuery(null, workflow, null, null, null, null, NEWEST, null);
        client.runs(newest).items().stream()
                .filter(run -> run.state().ended())
                .findFirst()
                .filter(run -> run.error() != null && run.state() != RunState.CANCELLED)
                .ifPresent(this::show);
    }

    private void show(Run run) {
        var ended = run.times().ended();
        var word = new Anchor(RunRow.address(run.id()), text("workflow.failed"));
        var line = new Div(word);
        line.addClassName("last");
        if (ended != null) {
            line.add(new Span(" "), new TimeAgo(ended));
        }
        var why = new WhyLine();
        why.show(run);
        add(line, why);
        setVisible(true);
    }
}
