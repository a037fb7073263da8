package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;

import dev.lovage.console.look.Words;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// The steps of a run as a table, or as cards where there is no room for one.
final class StepTable extends RunFace {
    private static final int NARROW = 720;

    private static final String STATE =
            """
            <span class="plain" data-state="${item.state}">\
            <state-mark state="${item.state}"></state-mark>${item.word}</span>\
            """;

    private final Grid<StepRow> grid = new Grid<>();
    private final List<Grid.Column<StepRow>> wide;
    private final Grid.Column<StepRow> card;
    private List<StepRow> rows = List.of();
    private transient @Nullable RunPicture picture;

    StepTable(Consumer<@Nullable String> opened) {
        addClassName("table");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.getElement().setAttribute("aria-label", text("steps.title"));
        grid.addItemClickListener(event -> opened.accept(event.getItem().path().text()));
        wide =
                List.of(
                        column("state", 144, 0, states(STATE)),
                        column("step", 160, 1, cell("cut", this::name)),
                        column("path", 148, 0, cell("mono muted", row -> row.path().text())),
                        column("task", 148, 1, cell("mono", StepRow::task)),
                        column("attempt", 92, 0, cell("muted nums", StepTable::attempt)),
                        column(
                                "started",
                                116,
                                0,
                                times(
                                        "<time-ago class=\"muted\" .at=\"${item.from}\"></time-ago>")),
                        column(
                                "duration",
                                112,
                                0,
                                times(
                                        "<time-span class=\"muted\" .from=\"${item.from}\" .to=\"${item.to}\"></time-span>")),
                        column("error", 160, 2, cell("bad cut", StepRow::error)));
        card = card();
        grid.setSizeFull();
        add(grid);
    }

    @Override
    void show(RunPicture seen, RunAddress address) {
        picture = seen;
        var now = seen.steps();
        if (!now.equals(rows)) {
            rows = now;
            grid.setItems(rows);
        }
    }

    private String name(StepRow row) {
        return picture == null ? "" : picture.name(row);
    }

    @Override
    void fit(int width) {
        boolean narrow = width > 0 && width < NARROW;
        wide.forEach(column -> column.setVisible(!narrow));
        card.setVisible(narrow);
    }

    private static String attempt(StepRow row) {
        return row.attempt() == 0 ? "" : String.valueOf(row.attempt());
    }

    private static LitRenderer<StepRow> states(String template) {
        return LitRenderer.<StepRow>of(template)
                .withProperty("state", row -> row.state().name())
                .withProperty("word", row -> Words.state(row.state()));
    }

    private static LitRenderer<StepRow> times(String template) {
        return LitRenderer.<StepRow>of(template)
                .withProperty("from", row -> moment(row.queued()))
                .withProperty("to", row -> moment(row.ended()));
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }

    private static LitRenderer<StepRow> cell(String look, ValueProvider<StepRow, String> value) {
        return LitRenderer.<StepRow>of(
                        "<span class=\"" + look + "\" title=\"${item.v}\">${item.v}</span>")
                .withProperty("v", value);
    }

    private Grid.Column<StepRow> card() {
        var template =
                """
                <div class="card"><b class="cell-link">${item.name}</b>
                <span class="right"><time-span .from="${item.from}" .to="${item.to}"></time-span></span>
                <span class="left">\
                """
                        + STATE
                        + """
                        <span class="mono">${item.path}</span></span>
                        <span class="right">${item.attempt}</span>
                        <span class="error" ?hidden="${!item.error}">${item.error}</span></div>\
                        """;
        return column(
                "step",
                0,
                1,
                times(template)
                        .withProperty("name", this::name)
                        .withProperty("path", row -> row.path().text())
                        .withProperty("state", row -> row.state().name())
                        .withProperty("word", row -> Words.state(row.state()))
                        .withProperty(
                                "attempt",
                                row ->
                                        row.attempt() > 1
                                                ? text("steps.attempt", row.attempt())
                                                : "")
                        .withProperty("error", StepRow::error));
    }

    private Grid.Column<StepRow> column(
            String key, int width, int grow, LitRenderer<StepRow> renderer) {
        var column = grid.addColumn(renderer).setHeader(text("steps.column." + key));
        return column.setWidth(width == 0 ? "100%" : width + "px").setFlexGrow(grow);
    }
}
