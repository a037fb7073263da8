package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.shared.Registration;

import dev.lovage.client.LovageClient;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Widths;

/// The schedules of one workflow.
public final class WorkflowSchedules extends Div {
    private final ScheduleList list;
    private final ScheduleTable table;
    private final String workflow;
    private final boolean may;
    private Registration resizing = () -> {};

    /// @param may pause, resume and trigger
    public WorkflowSchedules(LovageClient client, String workflow, boolean may) {
        this.workflow = workflow;
        this.may = may;
        list = new ScheduleList(client, workflow);
        var steering = new Steering(client, this::read);
        table =
                new ScheduleTable(
                        may,
                        new ScheduleTable.Acts(
                                row -> steering.pauseOrResume(row.about()),
                                row -> steering.trigger(row.about())));
        addClassName("main");
        read();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        resizing = Widths.watch(event.getUI(), table::fit);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        resizing.remove();
    }

    private void read() {
        removeAll();
        try {
            var rows = list.read().rows();
            table.show(rows);
            if (may) {
                var bar = new Div(create());
                bar.addClassName("bar");
                add(bar);
            }
            add(rows.isEmpty() ? empty() : table);
        } catch (RuntimeException problem) {
            add(new Notice(Said.about(problem)));
        }
    }

    private Anchor create() {
        var link = new Anchor("schedules/new?workflow=" + workflow, text("schedules.new"));
        link.addClassName("act");
        return link;
    }

    private static Empty empty() {
        return new Empty(text("schedules.empty.title"), text("schedules.empty.way"));
    }
}
