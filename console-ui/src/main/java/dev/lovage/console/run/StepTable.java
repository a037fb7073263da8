package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The steps of a run as a table, or as cards where there is no room for one.
final class StepTable extends RunFace {
    private static final int NARROW = 720;

    /// What the navigation takes of a window, and what the panel of a step does.
    private static final int BESIDE = 216;

    private static final int PANEL = 400;

    /// The columns that go first where there is less room than this.
    private static final Map<String, Integer> LUXURIES =
            Map.of("task", 1_000, "attempt", 700, "started", 700, "path", 560);

    private static final String STATE =
            """
            <span class="plain" data-state="${item.state}">\
            <state-mark state="${item.state}"></state-mark>${item.word}</span>\
            """;

    private static final String AGO = "<time-ago class=\"muted\" .at=\"${item.from}\"></time-ago>";
    private static final String SPAN =
            "<time-span class=\"muted\" .from=\"${item.from}\" .to=\"${item.to}\"></time-span>";

    private final Grid<StepRow> grid = new Grid<>();
    private final Map<String, Grid.Column<StepRow>> wide = new LinkedHashMap<>();
    private final Grid.Column<StepRow> card;
    private List<StepRow> rows = List.of();
    private transient @Nullable RunPicture picture;
    private int window;
    private boolean panel;

    StepTable(Consumer<@Nullable String> opened) {
        addClassName("table");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.getElement().setAttribute("aria-label", text("steps.title"));
        grid.addItemClickListener(event -> opened.accept(event.getItem().path().text()));
        wide("state", 128, 0, states(STATE));
        wide("step", 140, 1, cell("cut", this::name));
        wide("path", 132, 0, cell("mono muted", row -> row.path().text()));
        wide("task", 140, 1, cell("mono", StepRow::task));
        wide("attempt", 84, 0, cell("muted nums", StepTable::attempt));
        wide("started", 104, 0, times(AGO));
        wide("duration", 100, 0, times(SPAN));
        wide("error", 160, 2, cell("bad cut", StepRow::error));
        card = card();
        grid.setSizeFull();
        add(grid);
    }

    @Override
    void show(RunPicture seen, RunAddress address) {
        picture = seen;
        panel = address.step() != null;
        arrange();
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
        window = width;
        arrange();
    }

    private void arrange() {
        boolean narrow = window > 0 && window < NARROW;
        int room = window - BESIDE - (panel ? PANEL : 0);
        wide.forEach((key, column) ->
                column.setVisible(
                        !narrow && (window == 0 || room >= LUXURIES.getOrDefault(key, 0))));
        card.setVisible(narrow);
    }

    private void wide(String key, int width, int grow, LitRenderer<StepRow> renderer) {
        wide.put(key, column(key, width, grow, renderer));
    }

    private static String attempt(StepRow row) {
        return row.attempt() == 0 ? "" : String.valueOf(row.attempt());
    }

    private static LitRenderer<StepRow> states(String template) {
        return LitRenderer.<StepRow>of(template)
                .withProperty("state", row -> row.state().name())
                .withProperty("word", StepRow::standing);
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
                        .withProperty("word", StepRow::standing)
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
