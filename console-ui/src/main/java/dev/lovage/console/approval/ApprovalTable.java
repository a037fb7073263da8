package dev.lovage.console.approval;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;

import dev.lovage.client.Approval;
import dev.lovage.console.look.Inert;
import dev.lovage.console.run.RunLink;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// Approvals as a table, or as cards where there is no room for one.
@JsModule("./text/time-ago.ts")
@JsModule("./text/short-id.ts")
final class ApprovalTable extends Div {
    /// Of the room that is left, beside what takes some of it.
    private static final int NARROW = 620;

    private static final int SPARING = 800;
    private static final int NAVIGATION = 216;
    private static final int PANEL = 400;

    /// So wide that the panel stands beside the table, and not below it.
    private static final int BESIDE = 800;

    private static final String WHAT =
            """
            <span class="two"><a class="cell-link cut" href="${item.address}">${item.text}</a>\
            <span class="muted cut">${item.name}</span></span>\
            """;
    private static final String RUN =
            """
            <span class="two"><span class="cut">${item.workflow}</span>\
            <span class="cut"><a class="cell-link mono muted" href="${item.run}">${item.id}</a></span></span>\
            """;
    private static final String SINCE = "<time-ago .at=\"${item.since}\"></time-ago>";
    private static final String UNTIL = "<time-ago .at=\"${item.until}\"></time-ago>";
    private static final String WHO =
            "<span class=\"cut muted\" title=\"${item.who}\">${item.who}</span>";
    private static final String CARD =
            """
            <div class="card"><a class="cell-link" href="${item.address}">${item.text}</a>
            <span class="right"><time-ago .at="${item.since}"></time-ago></span>
            <span class="left"><span class="cut">${item.workflow}</span></span>
            <span class="right" ?hidden="${!item.until}">${item.ends} <time-ago .at="${item.until}"></time-ago></span>
            <span class="whole muted mono">${item.id}</span></div>\
            """;

    private final Grid<Approval> grid = new Grid<>();
    private final List<Grid.Column<Approval>> wide;
    private final Grid.Column<Approval> card;
    private List<Approval> rows = List.of();
    private int window;
    private boolean panel;

    ApprovalTable(Consumer<Approval> opened) {
        addClassName("table");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.getElement().setAttribute("aria-label", text("approvals.title"));
        grid.addItemClickListener(event -> opened.accept(event.getItem()));
        wide =
                List.of(
                        column("what", 200, 2, WHAT),
                        column("run", 200, 1, RUN),
                        column("since", 112, 0, SINCE),
                        column("until", 112, 0, UNTIL),
                        column("who", 120, 1, WHO));
        card = column("what", 0, 1, CARD);
        card.setVisible(false);
        grid.setSizeFull();
        add(grid);
    }

    void show(List<Approval> other, @Nullable Approval open) {
        if (!other.equals(rows)) {
            rows = List.copyOf(other);
            grid.setItems(rows);
        }
        if (open == null || !rows.contains(open)) {
            grid.deselectAll();
        } else {
            grid.select(open);
        }
    }

    /// Fits the table to a window of this width.
    void fit(int width) {
        window = width;
        arrange();
    }

    /// Makes room for the panel.
    void makeRoom(boolean forPanel) {
        if (forPanel != panel) {
            panel = forPanel;
            arrange();
        }
    }

    private void arrange() {
        boolean wideEnough = window == 0 || window > BESIDE;
        int room = wideEnough ? window - NAVIGATION - (panel ? PANEL : 0) : window;
        boolean narrow = window > 0 && room < NARROW;
        wide.forEach(column -> column.setVisible(!narrow));
        wide.getLast().setVisible(!narrow && (window == 0 || room >= SPARING));
        card.setVisible(narrow);
    }

    private Grid.Column<Approval> column(String key, int width, int grow, String template) {
        return grid.addColumn(rendering(template))
                .setHeader(text("approvals.column." + key))
                .setWidth(width == 0 ? "100%" : width + "px")
                .setFlexGrow(grow);
    }

    private static LitRenderer<Approval> rendering(String template) {
        return LitRenderer.<Approval>of(template)
                .withProperty("text", row -> Inert.text(row.text()))
                .withProperty("name", row -> Inert.text(row.name()))
                .withProperty("address", row -> ApprovalLink.to(row.id()))
                .withProperty("workflow", row -> row.place().workflow())
                .withProperty("id", row -> row.place().run())
                .withProperty("run", row -> RunLink.to(row.place().run()))
                .withProperty("since", row -> row.waiting().since().toString())
                .withProperty("until", ApprovalTable::until)
                .withProperty("ends", _ -> text("approvals.ends"))
                .withProperty("who", row -> Inert.text(String.join(", ", row.assignees())));
    }

    private static String until(Approval row) {
        var until = row.waiting().until();
        return until == null ? "" : until.toString();
    }
}
