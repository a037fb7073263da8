package dev.lovage.console.schedule;

import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.StateMark;

/// How a schedule stands, as a coloured word with its mark.
final class ScheduleChip extends Span {
    ScheduleChip(Schedule schedule) {
        var state = ScheduleState.of(schedule);
        addClassName("chip");
        getElement().setAttribute("data-state", state.mark());
        add(new StateMark(state.mark()), new Span(state.word()));
    }
}
