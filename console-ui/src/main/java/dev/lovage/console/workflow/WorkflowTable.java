package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.internal.JacksonUtils;

import dev.lovage.console.look.Inert;

import java.util.List;
import java.util.stream.Stream;

/// The workflows as a table, or as cards where there is no room for one.
@JsModule("./marks/run-ticks.ts")
@JsModule("./text/time-ago.ts")
final class WorkflowTable extends Div {
    private static final int NARROW = 900;
    private static final int CHUNK = 50;

    /// Gives the rows that come into view.
    @FunctionalInterface
    interface Source {
        Stream<WorkflowRow> rows(int offset, int limit);
    }

    private final Grid<WorkflowRow> grid = new Grid<>();
    private final List<Grid.Column<WorkflowRow>> wide;
    private final Grid.Column<WorkflowRow> card;

    /// @param startable shows the link that starts a run
    WorkflowTable(Source source, boolean startable) {
        addClassName("table");
        grid.setPageSize(CHUNK);
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", text("workflows.title"));
        wide = List.of(name(), ticks(), success(), durations(), next(), tags(), start(startable));
        card = card();
        grid.setItems(query -> source.rows(query.getOffset(), query.getLimit()));
        grid.addItemClickListener(
                event -> getUI().ifPresent(ui -> ui.navigate(event.getItem().address())));
        grid.setSizeFull();
        add(grid);
    }

    /// Reads the rows in view again.
    void refresh() {
        grid.getDataProvider().refreshAll();
    }

    /// Fits the table to a window of this width.
    void fit(int width) {
        boolean narrow = width > 0 && width < NARROW;
        wide.forEach(column -> column.setVisible(!narrow));
        card.setVisible(narrow);
    }

    private Grid.Column<WorkflowRow> name() {
        return column(
                "name",
                240,
                1,
                """
                <div class="two"><a class="cell-link" href="${item.address}">${item.name}</a>\
                <span class="muted cut" title="${item.description}">${item.description}</span></div>\
                """);
    }

    private Grid.Column<WorkflowRow> ticks() {
        return column(
                "ticks",
                184,
                0,
                "<run-ticks .runs=\"${item.ticks}\" .name=\"${item.of}\"></run-ticks>");
    }

    private Grid.Column<WorkflowRow> success() {
        return column(
                "success",
                96,
                0,
                "<span class=\"nums\" title=\"${item.sample}\">${item.success}</span>");
    }

    private Grid.Column<WorkflowRow> durations() {
        return column(
                "durations",
                160,
                0,
                """
                <span class="nums muted" title="${item.sample}">${item.p50} · ${item.p95}</span>\
                """);
    }

    private Grid.Column<WorkflowRow> next() {
        return column("next", 96, 0, "<time-ago class=\"muted\" .at=\"${item.next}\"></time-ago>");
    }

    private Grid.Column<WorkflowRow> tags() {
        return column("tags", 144, 0, "<span class=\"muted cut\">${item.tags}</span>");
    }

    private Grid.Column<WorkflowRow> start(boolean startable) {
        return column(
                "start",
                startable ? 84 : 12,
                0,
                startable
                        ? """
                        <a class="act" href="${item.start}" \
                        aria-label="${item.run}">${item.word}</a>\
                        """
                        : "");
    }

    private Grid.Column<WorkflowRow> card() {
        return column(
                "name",
                0,
                1,
                """
                <div class="card">
                <a class="cell-link" href="${item.address}">${item.name}</a>
                <span class="right nums">${item.success}</span>
                <span class="left"><run-ticks .runs="${item.ticks}" .name="${item.of}">\
                </run-ticks></span>
                <span class="right"><time-ago .at="${item.next}"></time-ago></span>
                <span class="whole muted">${item.description}</span>
                </div>\
                """);
    }

    private Grid.Column<WorkflowRow> column(String key, int width, int grow, String template) {
        var renderer =
                LitRenderer.<WorkflowRow>of(template)
                        .withProperty("name", WorkflowRow::name)
                        .withProperty("description", WorkflowRow::description)
                        .withProperty("address", WorkflowRow::address)
                        .withProperty("ticks", row -> JacksonUtils.listToJson(row.ticks()))
                        .withProperty("of", row -> text("workflows.ticks.of", row.name()))
                        .withProperty("success", WorkflowRow::success)
                        .withProperty("sample", WorkflowRow::sample)
                        .withProperty("p50", WorkflowRow::p50)
                        .withProperty("p95", WorkflowRow::p95)
                        .withProperty("next", row -> row.next() == null ? "" : "" + row.next())
                        .withProperty(
                                "tags", row -> Inert.text(String.join(", ", row.about().tags())))
                        .withProperty("start", WorkflowRow::start)
                        .withProperty("run", row -> text("workflows.start.of", row.name()))
                        .withProperty("word", _ -> text("workflows.start"));
        var column = grid.addColumn(renderer).setHeader(text("workflows.column." + key));
        return column.setWidth(width == 0 ? "100%" : width + "px").setFlexGrow(grow);
    }
}
