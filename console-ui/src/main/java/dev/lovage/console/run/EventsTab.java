package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Event;
import dev.lovage.client.Page;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// What was told of the run, event by event, the newest first; each opens to all that it said.
final class EventsTab extends RunFace {
    static final int WINDOW = 1_000;
    static final int AT_ONCE = 100;

    private final transient Source source;
    private final Div rows = new Div();
    private final Div place = new Div();
    private final NativeButton older = new NativeButton(text("events.older"), _ -> older());
    private final Set<String> shown = new HashSet<>();
    private @Nullable String before;
    private boolean settled;

    /// Gives events, the newest first.
    @FunctionalInterface
    interface Source {
        Page<Event> page(int size, @Nullable String pageToken);
    }

    EventsTab(Source source) {
        this.source = source;
        addClassName("main");
        rows.addClassName("events");
        place.addClassName("main");
        place.getStyle().set("overflow", "auto");
        place.getElement().setAttribute("tabindex", "0");
        place.getElement().setAttribute("aria-label", text("events.title"));
        older.addClassNames("act", "older");
        add(place);
    }

    /// What has come since, for as long as something may come.
    @Override
    void show(RunPicture seen, RunAddress address) {
        if (settled) {
            return;
        }
        try {
            newest(source.page(AT_ONCE, null));
            settled = seen.run().state().ended();
        } catch (RuntimeException e) {
            place.removeAll();
            place.add(new Notice(Said.about(e)));
        }
    }

    private void newest(Page<Event> page) {
        var known = page.items().stream().anyMatch(event -> shown.contains(event.id()));
        if (!known) {
            rows.removeAll();
            shown.clear();
            before = page.nextPageToken();
        }
        page.items().reversed().stream()
                .filter(event -> shown.add(event.id()))
                .forEach(event -> rows.addComponentAsFirst(new EventRow(event)));
        place.removeAll();
        if (shown.isEmpty()) {
            place.add(new Empty(text("events.none.title"), text("events.none.way")));
        } else {
            place.add(head(), rows, older);
        }
        fit();
    }

    private void older() {
        var page = source.page(AT_ONCE, before);
        before = page.nextPageToken();
        page.items().stream()
                .filter(event -> shown.add(event.id()))
                .forEach(event -> rows.add(new EventRow(event)));
        fit();
    }

    private void fit() {
        older.setVisible(before != null && shown.size() < WINDOW);
    }

    private static Div head() {
        var head = new Div();
        head.addClassNames("event", "event-head");
        Stream.of("at", "type", "state", "steps", "seq", "epoch", "execution")
                .forEach(column -> {
                    var cell = new Span(text("events." + column));
                    cell.addClassName("event-" + column);
                    head.add(cell);
                });
        return head;
    }
}
