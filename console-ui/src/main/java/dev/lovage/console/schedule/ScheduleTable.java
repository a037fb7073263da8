package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;

import dev.lovage.console.look.Inert;

import java.util.List;
import java.util.function.Consumer;

/// Schedules as a table, or as cards where there is no room for one.
@JsModule("./marks/state-mark.ts")
@JsModule("./text/time-ago.ts")
@JsModule("./text/time-at.ts")
public final class ScheduleTable extends Div {
    /// What the navigation beside it leaves is less.
    private static final int NARROW = 1_190;

    private static final int SPARING = 1_400;

    private static final String STATE =
            """
            <span class="two"><span><span class="chip" data-state="${item.mark}">\
            <state-mark state="${item.mark}"></state-mark>${item.state}</span>\
            <time-ago class="muted after" ?hidden="${!item.until}" .at="${item.until}"></time-ago></span>\
            <span class="muted cut" title="${item.reason}">${item.reason}</span></span>\
            """;
    private static final String NAME =
            """
            <span class="two"><a class="cell-link" href="${item.address}">${item.name}</a>\
            <span class="muted cut">${item.runs}</span></span>\
            """;

    private final Grid<ScheduleRow> grid = new Grid<>();
    private final List<Grid.Column<ScheduleRow>> wide;
    private final Grid.Column<ScheduleRow> overlap;
    private final Grid.Column<ScheduleRow> card;
    private List<ScheduleRow> rows = List.of();

    /// What a person does to a row; both absent for who may not.
    record Acts(Consumer<ScheduleRow> pause, Consumer<ScheduleRow> trigger) {}

    ScheduleTable(boolean may, Acts acts) {
        addClassName("table");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", text("schedules.title"));
        wide =
                List.of(
                        column("name", 180, 1, NAME),
                        column("when", 190, 1, two("${item.when}", "${item.zone}")),
                        column("next", 136, 0, next()),
                        column("last", 116, 0, last()),
                        column("overlap", 112, 0, "<span class=\"muted\">${item.overlap}</span>"),
                        column("state", 150, 1, STATE),
                        acts(may, acts));
        overlap = wide.get(4);
        card = card();
        grid.addItemClickListener(
                event -> getUI().ifPresent(ui -> ui.navigate(event.getItem().address())));
        grid.setSizeFull();
        add(grid);
    }

    void show(List<ScheduleRow> other) {
        if (!other.equals(rows)) {
            rows = List.copyOf(other);
            grid.setItems(rows);
        }
    }

    /// Fits the table to a window of this width.
    void fit(int width) {
        boolean narrow = width > 0 && width < NARROW;
        wide.forEach(column -> column.setVisible(!narrow));
        overlap.setVisible(!narrow && (width == 0 || width >= SPARING));
        card.setVisible(narrow);
    }

    private static String two(String first, String second) {
        return "<span class=\"two\"><span class=\"cut\">"
                + first
                + "</span><span class=\"muted\">"
                + second
                + "</span></span>";
    }

    private static String next() {
        return two(
                "<time-ago .at=\"${item.next}\"></time-ago>",
                "<time-at .at=\"${item.next}\"></time-at>");
    }

    private static String last() {
        return two(
                """
                <a class="cell-link plain" ?hidden="${!item.lastWord}" href="${item.lastRun}" \
                data-state="${item.lastState}"><state-mark state="${item.lastState}">\
                </state-mark>${item.lastWord}</a>\
                """,
                "<time-ago .at=\"${item.last}\"></time-ago>");
    }

    private Grid.Column<ScheduleRow> acts(boolean may, Acts acts) {
        var renderer =
                rendering(
                                may
                                        ? """
                                        <button class="act" @click="${trigger}" \
                                        aria-label="${item.triggers}">${item.now}</button> \
                                        <button class="act" @click="${pause}" \
                                        aria-label="${item.pauses}">${item.pause}</button>\
                                        """
                                        : "")
                        .withFunction("trigger", row -> acts.trigger().accept(row))
                        .withFunction("pause", row -> acts.pause().accept(row));
        return grid.addColumn(renderer)
                .setHeader(text("schedules.column.acts"))
                .setWidth(may ? "196px" : "12px")
                .setFlexGrow(0);
    }

    private Grid.Column<ScheduleRow> card() {
        var template =
                """
                <div class="card">
                <a class="cell-link" href="${item.address}">${item.name}</a>
                <span class="right"><time-ago .at="${item.next}"></time-ago></span>
                <span class="left"><span class="chip" data-state="${item.mark}">\
                <state-mark state="${item.mark}"></state-mark>${item.state}</span></span>
                <span class="right">${item.runs}</span>
                <span class="whole muted">${item.when} ${item.zone}</span>
                <span class="whole muted">${item.reason}</span>
                </div>\
                """;
        return column("name", 0, 1, template);
    }

    private Grid.Column<ScheduleRow> column(String key, int width, int grow, String template) {
        return grid.addColumn(rendering(template))
                .setHeader(text("schedules.column." + key))
                .setWidth(width == 0 ? "100%" : width + "px")
                .setFlexGrow(grow);
    }

    private static LitRenderer<ScheduleRow> rendering(String template) {
        return LitRenderer.<ScheduleRow>of(template)
                .withProperty("name", ScheduleRow::name)
                .withProperty("address", ScheduleRow::address)
                .withProperty("runs", row -> Inert.text(row.runs()))
                .withProperty("when", row -> Inert.text(row.when()))
                .withProperty("zone", row -> Inert.text(row.zone()))
                .withProperty("next", ScheduleRow::next)
                .withProperty("last", ScheduleRow::last)
                .withProperty("lastRun", ScheduleRow::lastRun)
                .withProperty("lastState", ScheduleRow::lastState)
                .withProperty("lastWord", ScheduleRow::lastWord)
                .withProperty("overlap", ScheduleRow::overlap)
                .withProperty("mark", row -> row.state().mark())
                .withProperty("state", row -> row.state().word())
                .withProperty("reason", row -> Inert.text(row.reason()))
                .withProperty("until", ScheduleRow::until)
                .withProperty("now", _ -> text("schedules.trigger"))
                .withProperty("triggers", row -> text("schedules.trigger.of", row.name()))
                .withProperty("pause", ScheduleRow::pause)
                .withProperty("pauses", ScheduleRow::pauseOf);
    }
}
