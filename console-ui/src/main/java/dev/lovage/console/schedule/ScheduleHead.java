package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;

import dev.lovage.client.Schedule;

/// A schedule's name, how it stands, and what can be done to it: shown again whenever it changes.
final class ScheduleHead extends Div {
    private final Div title = new Div();
    private final Div facts = new Div();
    private final Div chip = new Div();
    private final Button pause = new Button();
    private transient Schedule shown;

    /// @param may pause, resume, trigger, backfill and delete
    ScheduleHead(Schedule schedule, boolean may, Steering steering) {
        shown = schedule;
        title.addClassNames("head", "title");
        title.add(new H1(schedule.name()), chip);
        if (may) {
            title.add(acts(steering));
        }
        add(title, facts);
        draw();
    }

    private Div acts(Steering steering) {
        pause.addClickListener(_ -> steering.pauseOrResume(shown));
        var acts =
                new Div(
                        new Button(text("schedules.trigger"), _ -> steering.trigger(shown)),
                        pause,
                        new Button(text("backfill.word"), _ -> steering.backfill(shown)),
                        new Button(text("delete.word"), _ -> steering.delete(shown)));
        acts.addClassName("acts");
        return acts;
    }

    /// Draws nothing where nothing changed, so that what a person reads stays where it is.
    void show(Schedule schedule) {
        if (!schedule.equals(shown)) {
            shown = schedule;
            draw();
        }
    }

    private void draw() {
        chip.removeAll();
        chip.add(new ScheduleChip(shown));
        pause.setText(new ScheduleRow(shown, null).pause());
        facts.removeAll();
        facts.add(new ScheduleFacts(shown));
    }
}
