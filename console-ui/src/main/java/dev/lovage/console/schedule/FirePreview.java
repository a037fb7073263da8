package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.StateMark;
import dev.lovage.console.look.TimeAgo;
import dev.lovage.events.RunState;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The next times of a spec, on the schedule's clocks and on the person's, and what to know of
/// them.
final class FirePreview extends Div {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm:ss", Locale.ENGLISH);
    private static final int MOST_JUMPS = 6;

    private final ZoneId here;
    private boolean paused;

    FirePreview(ZoneId here) {
        this.here = here;
        addClassName("preview");
        getElement().setAttribute("aria-live", "polite");
    }

    /// Times of a paused schedule do not come: nothing counts down to them.
    ///
    /// @return whether that is news
    boolean pause(boolean now) {
        boolean before = paused;
        paused = now;
        return before != now;
    }

    /// Says why there is nothing to show.
    void wait(String reason) {
        removeAll();
        add(new H2(text("preview.title")), new Paragraph(reason));
    }

    void show(Schedule.Preview preview, ZoneId zone) {
        removeAll();
        add(new H2(paused ? text("preview.would") : text("preview.title")));
        if (paused) {
            add(new Paragraph(text("preview.paused")));
        }
        if (preview.fires().isEmpty()) {
            add(new Paragraph(text("preview.none")));
        } else {
            add(table(preview.fires(), zone));
        }
        var forecast = preview.forecast();
        if (forecast != null) {
            add(forecast(forecast));
        }
        list(text("preview.notes"), preview.notes());
        list(
                text("preview.jumps"),
                preview.jumps().stream().limit(MOST_JUMPS).map(Schedule.Jump::says).toList());
    }

    private static Component forecast(Schedule.Forecast forecast) {
        if (forecast.overlaps()) {
            return new Notice(RunState.WAITING, forecast.says());
        }
        var line = new Div(new StateMark(RunState.SUCCEEDED), new Span(forecast.says()));
        line.addClassNames("fine");
        line.getElement().setAttribute("data-state", RunState.SUCCEEDED.name());
        return line;
    }

    private void list(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            var list = new UnorderedList();
            sentences.forEach(sentence -> list.add(new ListItem(sentence)));
            add(new H2(title), list);
        }
    }

    private NativeTable table(List<Schedule.Fire> fires, ZoneId zone) {
        boolean same = zone.equals(here);
        var table = new NativeTable();
        var head = new NativeTableRow();
        head.add(header(same ? text("preview.both", zone.getId()) : zone.getId()));
        if (!same) {
            head.add(header(text("preview.mine", here.getId())));
        }
        if (!paused) {
            head.add(header(text("preview.in")));
        }
        table.getHead().add(head);
        for (var fire : fires) {
            var row = new NativeTableRow();
            row.add(new NativeTableCell(local(fire)));
            if (!same) {
                row.add(new NativeTableCell(clock(LocalDateTime.ofInstant(fire.at(), here))));
            }
            if (!paused) {
                row.add(new NativeTableCell(new TimeAgo(fire.at())));
            }
            table.getBody().add(row);
        }
        return table;
    }

    private static NativeTableHeaderCell header(String text) {
        var cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", "col");
        return cell;
    }

    private static String clock(LocalDateTime at) {
        return (at.getSecond() == 0 ? CLOCK : SECONDS).format(at);
    }

    private static Component local(Schedule.Fire fire) {
        var words = clock(LocalDateTime.parse(fire.local())) + " " + fire.offset();
        var cell = new Span(new Span(words));
        if (fire.mark() != Schedule.Mark.PLAIN) {
            var mark = new Span(text("mark." + fire.mark().name().toLowerCase(Locale.ROOT)));
            mark.addClassName("mark");
            cell.add(mark);
        }
        return cell;
    }
}
