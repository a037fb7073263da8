package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.TimeAgo;

import java.time.Instant;

/// What one wants to know of a schedule before anything else.
final class ScheduleFacts extends DescriptionList {
    ScheduleFacts(Schedule schedule) {
        addClassName("facts");
        var row = new ScheduleRow(schedule, null);
        var fires = schedule.status().fires();
        fact(text("schedules.column.when"), new Span(Inert.text(row.when() + " " + row.zone())));
        row.next(Instant.now())
                .ifPresent(next -> fact(text("schedules.column.next"), new TimeAgo(next)));
        if (!fires.recent().isEmpty()) {
            var last = new Anchor(row.lastRun(), text("schedule.last"));
            fact(text("schedules.column.last"), new Span(new TimeAgo(fires.last()), space(), last));
        }
        var counts = fires.counts();
        fact(
                text("schedule.counts"),
                new Span(
                        text(
                                "schedule.counted",
                                counts.started(),
                                counts.skipped(),
                                counts.missed())));
        var left = schedule.status().remaining();
        if (left != null) {
            fact(text("policy.remaining"), new Span(String.valueOf(left)));
        }
        if (!row.reason().isEmpty()) {
            fact(text("schedule.reason"), new Span(Inert.text(row.reason())));
        }
        var until = schedule.status().until();
        if (schedule.status().paused() && until != null) {
            fact(text("schedule.until"), new TimeAgo(until));
        }
    }

    private static Span space() {
        return new Span(" · ");
    }

    private void fact(String key, Component value) {
        var fact = new Div(new DescriptionList.Term(key), new DescriptionList.Description(value));
        fact.addClassName("fact");
        getElement().appendChild(fact.getElement());
    }
}
