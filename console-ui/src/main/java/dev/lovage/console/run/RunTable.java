package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.shared.Registration;

import dev.lovage.console.look.Words;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// The runs as a table, or as cards where there is no room for one.
@JsModule("./marks/state-mark.ts")
@JsModule("./text/time-ago.ts")
@JsModule("./text/time-span.ts")
@JsModule("./text/short-id.ts")
final class RunTable extends Div {
    private static final int NARROW = 720;
    private static final int CHUNK = 50;

    /// Gives the rows that come into view.
    @FunctionalInterface
    interface Source {
        Stream<RunRow> rows(int offset, int limit);
    }

    private final Grid<RunRow> grid = new Grid<>();
    private final LongSupplier longest;
    private final List<Grid.Column<RunRow>> wide;
    private final Grid.Column<RunRow> card;
    private final Set<String> ticked = new HashSet<>();
    private transient Runnable unticking = () -> {};
    private transient Registration resizing = () -> {};

    RunTable(Source source, LongSupplier longest) {
        this.longest = longest;
        addClassName("table");
        grid.setPageSize(CHUNK);
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", text("runs.title"));
        wide = List.of(state(), workflow(), id(), by(), since(), duration());
        card = card();
        grid.setItems(provider(source)).setItemCountUnknown();
        grid.addItemClickListener(
                event -> getUI().ifPresent(ui -> ui.navigate(event.getItem().address())));
        grid.setSizeFull();
        add(grid);
    }

    /// A row is the same one whatever has become of its run.
    private static CallbackDataProvider<RunRow, Void> provider(Source source) {
        return new CallbackDataProvider<>(
                query -> source.rows(query.getOffset(), query.getLimit()),
                _ -> {
                    throw new UnsupportedOperationException("Nobody counts them");
                },
                RunRow::id);
    }

    /// Lets rows be ticked, at their end: Enter in the first cell opens the run.
    ///
    /// @param told the ids of those that are, whenever that changes
    void tick(Consumer<Set<String>> told) {
        var name = new Span(text("runs.tick"));
        name.addClassName("off");
        var column = grid.addColumn(tickBox(told)).setHeader(name);
        column.setWidth("44px").setFlexGrow(0);
        card.setWidth("120px"); // and all that is left
        unticking =
                () -> {
                    ticked.clear();
                    refresh();
                    told.accept(Set.of());
                };
    }

    private LitRenderer<RunRow> tickBox(Consumer<Set<String>> told) {
        return LitRenderer.<RunRow>of(
                        """
                        <input type="checkbox" class="tick" aria-label="${item.name}" \
                        .checked="${item.on}" @change="${turn}">\
                        """)
                .withProperty("name", row -> text("runs.tick.one", row.workflow(), row.id()))
                .withProperty("on", row -> ticked.contains(row.id()))
                .withFunction(
                        "turn",
                        row -> {
                            if (!ticked.remove(row.id())) {
                                ticked.add(row.id());
                            }
                            grid.getDataProvider().refreshItem(row);
                            told.accept(Set.copyOf(ticked));
                        });
    }

    /// No row is ticked then.
    void untick() {
        unticking.run();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var page = event.getUI().getPage();
        var details = page.getExtendedClientDetails();
        fit(details == null ? 0 : details.getWindowInnerWidth());
        resizing = page.addBrowserWindowResizeListener(size -> fit(size.getWidth()));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        resizing.remove();
    }

    /// Reads the rows in view again, from wherever they are kept.
    void refresh() {
        grid.getDataProvider().refreshAll();
    }

    /// Fits the table to a window of this width.
    private void fit(int width) {
        boolean narrow = width > 0 && width < NARROW;
        wide.forEach(column -> column.setVisible(!narrow));
        card.setVisible(narrow);
    }

    private Grid.Column<RunRow> state() {
        return column(
                "state",
                164,
                0,
                LitRenderer.<RunRow>of(
                                """
                                <span class="chip" data-state="${item.state}">\
                                <state-mark state="${item.state}"></state-mark>${item.word}</span>\
                                """)
                        .withProperty("state", row -> row.state().name())
                        .withProperty("word", row -> Words.state(row.state())));
    }

    private Grid.Column<RunRow> workflow() {
        return column(
                "workflow",
                200,
                1,
                LitRenderer.<RunRow>of(
                                """
                                <a class="cell-link" href="${item.address}">${item.workflow}</a>\
                                <span class="bad mono"> ${item.error}</span>\
                                <span class="badge" role="note" title="${item.advice}" \
                                ?hidden="${!item.overlay}">${item.overlay}</span>\
                                """)
                        .withProperty("address", RunRow::address)
                        .withProperty("workflow", RunRow::workflow)
                        .withProperty("error", RunRow::error)
                        .withProperty("overlay", row -> OverlayBadge.word(row.overlay()))
                        .withProperty("advice", row -> OverlayBadge.advice(row.overlay())));
    }

    private Grid.Column<RunRow> id() {
        return column(
                "run",
                172,
                0,
                LitRenderer.<RunRow>of("<short-id .value=\"${item.id}\"></short-id>")
                        .withProperty("id", RunRow::id));
    }

    private Grid.Column<RunRow> by() {
        return column(
                "by",
                160,
                0,
                LitRenderer.<RunRow>of("<span class=\"muted\">${item.by}</span>")
                        .withProperty("by", RunRow::by));
    }

    private Grid.Column<RunRow> since() {
        return column(
                "started",
                120,
                0,
                LitRenderer.<RunRow>of(
                                "<time-ago class=\"muted\" .at=\"${item.since}\"></time-ago>")
                        .withProperty("since", row -> row.since().toString()));
    }

    private Grid.Column<RunRow> duration() {
        return column(
                "duration",
                176,
                0,
                span(
                        "<time-span class=\"muted\" bar .longest=\"${item.longest}\" .from=\"${item.from}\" .to=\"${item.to}\"></time-span>"));
    }

    private LitRenderer<RunRow> span(String template) {
        return LitRenderer.<RunRow>of(template)
                .withProperty("longest", _ -> longest.getAsLong())
                .withProperty("from", row -> textOf(row.started()))
                .withProperty("to", row -> textOf(row.ended()));
    }

    private Grid.Column<RunRow> card() {
        return column(
                "run",
                0,
                1,
                span("""
                <div class="card">
                <a class="cell-link" href="${item.address}">${item.workflow}</a>
                <span class="right"><time-ago .at="${item.since}"></time-ago></span>
                <span class="left"><span class="chip" data-state="${item.state}">\
                <state-mark state="${item.state}"></state-mark>${item.word}</span>\
                <short-id .value="${item.id}" .keep="${4}"></short-id></span>
                <span class="right"><time-span .from="${item.from}" .to="${item.to}"></time-span></span>
                </div>\
                """)
                        .withProperty("id", RunRow::id)
                        .withProperty("address", RunRow::address)
                        .withProperty("workflow", RunRow::workflow)
                        .withProperty("state", row -> row.state().name())
                        .withProperty("word", row -> Words.state(row.state()))
                        .withProperty("since", row -> row.since().toString()));
    }

    private Grid.Column<RunRow> column(
            String key, int width, int grow, LitRenderer<RunRow> renderer) {
        var column = grid.addColumn(renderer).setHeader(text("runs.column." + key));
        return column.setWidth(width == 0 ? "100%" : width + "px").setFlexGrow(grow);
    }

    private static String textOf(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }
}
