package dev.lovage.console.task;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;

import dev.lovage.client.Catalogue;
import dev.lovage.console.look.Inert;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// Tasks as a table, or as cards where there is no room for one.
@JsModule("./text/time-ago.ts")
final class TaskTable extends Div {
    /// Of the room that is left, beside what takes some of it.
    private static final int NARROW = 620;

    private static final int NAVIGATION = 216;
    private static final int PANEL = 400;

    /// So wide that the panel stands beside the table, and not below it.
    private static final int BESIDE = 800;

    private static final String WHAT =
            """
            <span class="two"><a class="cell-link mono cut" href="${item.address}">${item.name}</a>\
            <span class="muted cut" title="${item.about}">${item.about}</span></span>\
            """;
    private static final String QUEUES =
            "<span class=\"cut muted\" title=\"${item.queues}\">${item.queues}</span>";
    private static final String SEEN = "<time-ago class=\"muted\" .at=\"${item.seen}\"></time-ago>";
    private static final String CARD =
            """
            <div class="card"><a class="cell-link mono" href="${item.address}">${item.name}</a>
            <span class="right muted">${item.queues}</span>
            <span class="whole muted">${item.about}</span></div>\
            """;

    private final Grid<Catalogue.Task> grid = new Grid<>();
    private final List<Grid.Column<Catalogue.Task>> wide;
    private final Grid.Column<Catalogue.Task> card;
    private List<Catalogue.Task> rows = List.of();
    private int window;
    private boolean panel;

    TaskTable(Consumer<Catalogue.Task> opened) {
        addClassName("table");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.getElement().setAttribute("aria-label", text("tasks.title"));
        grid.addItemClickListener(event -> opened.accept(event.getItem()));
        wide =
                List.of(
                        column("what", 240, 3, WHAT),
                        column("queues", 120, 1, QUEUES),
                        column("seen", 112, 0, SEEN));
        card = column("what", 0, 1, CARD);
        card.setVisible(false);
        grid.setSizeFull();
        add(grid);
    }

    void show(List<Catalogue.Task> other, Catalogue.@Nullable Task open) {
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
        card.setVisible(narrow);
    }

    private Grid.Column<Catalogue.Task> column(String key, int width, int grow, String template) {
        var renderer =
                LitRenderer.<Catalogue.Task>of(template)
                        .withProperty("name", task -> Inert.text(task.name()))
                        .withProperty("address", task -> "tasks/" + task.name())
                        .withProperty("about", TaskTable::about)
                        .withProperty(
                                "queues", task -> Inert.text(String.join(", ", task.queues())))
                        .withProperty("seen", task -> task.lastSeen().toString());
        return grid.addColumn(renderer)
                .setHeader(text("tasks.column." + key))
                .setWidth(width == 0 ? "100%" : width + "px")
                .setFlexGrow(grow);
    }

    private static String about(Catalogue.Task task) {
        return task.description() == null ? "" : Inert.text(task.description());
    }
}
