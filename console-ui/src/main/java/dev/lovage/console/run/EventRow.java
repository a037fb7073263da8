package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Event;
import dev.lovage.client.RunChange;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.CodeView.Language;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Json;
import dev.lovage.console.look.StateChip;
import dev.lovage.console.look.Words;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/// An event in a line; opened, all that it said.
final class EventRow extends NativeDetails {
    private static final int STEPS = 3;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final transient Event event;

    EventRow(Event event) {
        this.event = event;
        var line = new Span(at(), cell("type", type()), state(), steps());
        line.addClassName("event");
        var where = event.place();
        line.add(cell("seq", where.seq() == 0 ? "–" : String.valueOf(where.seq())));
        line.add(cell("epoch", Instant.ofEpochMilli(where.epoch()).toString()));
        line.add(cell("execution", Inert.text(where.temporalRun())));
        setSummary(line);
        addToggleListener(toggled -> {
            if (toggled.isOpened() && getContent() == null) {
                setContent(whole());
            }
        });
    }

    /// All of it; made when somebody looks.
    CodeView whole() {
        return new CodeView(text("events.whole"), Language.JSON, Json.pretty(event.data()));
    }

    private Span at() {
        var at = cell("at", TIME.format(event.at()));
        at.getElement().setAttribute("title", event.at().toString());
        return at;
    }

    private String type() {
        return text("events.type." + event.type().name().toLowerCase(Locale.ROOT));
    }

    private Span state() {
        var state = cell("state", "");
        state.add(new StateChip(event.state()));
        return state;
    }

    private Span steps() {
        var all = event.steps();
        var some = all.stream().limit(STEPS).map(EventRow::words).collect(Collectors.joining(", "));
        var part = event.place().part();
        var words = all.size() > STEPS ? text("events.more", some, all.size() - STEPS) : some;
        return cell("steps", part == null ? words : text("events.part", words, Inert.text(part)));
    }

    private static String words(RunChange.Step step) {
        return Inert.text(step.path()) + " " + Words.state(step.state());
    }

    private static Span cell(String column, String words) {
        var cell = new Span(words);
        cell.addClassName("event-" + column);
        if (!words.isEmpty()) {
            cell.getElement().setAttribute("title", words);
        }
        return cell;
    }
}
