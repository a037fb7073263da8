package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;

import dev.lovage.client.Log;
import dev.lovage.client.LovageClient;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;
import dev.lovage.events.LogLine.Level;

import org.jspecify.annotations.Nullable;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// What the tasks of the run log, the newest lines at the bottom: a window of bounded size, however
/// many there are.
final class LogsTab extends RunFace {
    static final int WINDOW = 1_000;
    private static final int AT_ONCE = 200;
    private static final int LONGEST = 2_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final transient LovageClient client;
    private final String run;
    private final Map<Level, NativeButton> levels = new EnumMap<>(Level.class);
    private final NativeButton following = new NativeButton("", _ -> follow(!this.follows));
    private final NativeButton older = new NativeButton(text("logs.older"), _ -> older());
    private final Div lines = new Div();
    private final Div place = new Div();
    private transient @Nullable LogTail tail;
    private Level level = Level.TRACE;
    private @Nullable String step;
    private @Nullable String before;
    private String last = "";
    private boolean follows = true;

    LogsTab(LovageClient client, String run) {
        this.client = client;
        this.run = run;
        addClassName("main");
        var bar = new Div();
        bar.addClassNames("segments", "bar");
        for (var one : List.of(Level.TRACE, Level.INFO, Level.WARN, Level.ERROR)) {
            var button = new NativeButton(text("logs.level." + word(one)), _ -> level(one));
            button.addClassName("segment");
            levels.put(one, button);
            bar.add(button);
        }
        following.addClassName("segment");
        older.addClassName("segment");
        bar.add(following, older);
        lines.addClassName("mono");
        lines.getStyle().set("white-space", "pre-wrap").set("overflow-wrap", "anywhere");
        // from the bottom up: the newest line stays in sight until one scrolls away from it
        place.addClassName("scroll");
        place.getStyle().set("display", "flex").set("flex-direction", "column-reverse");
        place.getElement().setAttribute("role", "log");
        place.getElement().setAttribute("tabindex", "0");
        place.getElement().setAttribute("aria-label", text("logs.title"));
        add(bar, place);
        press();
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    /// Only lines of the step that the address names, if it names one.
    @Override
    void show(RunPicture seen, RunAddress address) {
        if (!Objects.equals(step, address.step())) {
            step = address.step();
            getUI().ifPresent(this::begin);
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        begin(event.getUI());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        rest();
    }

    private void level(Level least) {
        level = least;
        press();
        getUI().ifPresent(this::begin);
    }

    private void follow(boolean now) {
        follows = now;
        press();
        if (now) {
            getUI().ifPresent(this::begin);
        } else {
            rest();
        }
    }

    private Log.Filter filter() {
        return new Log.Filter(step, level, null);
    }

    /// The newest lines, and from there on what comes.
    private void begin(UI ui) {
        rest();
        lines.removeAll();
        place.removeAll();
        try {
            var page = client.logs(run, filter(), true, AT_ONCE, null);
            last = page.items().isEmpty() ? "" : page.items().getFirst().id();
            before = page.nextPageToken();
            page.items().reversed().forEach(line -> lines.add(row(line)));
            place.add(page.items().isEmpty() ? none() : lines);
        } catch (RuntimeException e) {
            place.add(new Notice(Said.about(e)));
            return;
        }
        older.setEnabled(before != null);
        if (follows) {
            tail = new LogTail(ui, ear -> client.followLogs(run, filter(), last, ear), this::came);
        }
    }

    private static Empty none() {
        return new Empty(text("logs.none.title"), text("logs.none.way"));
    }

    void came(List<Log> some) {
        if (!lines.getParent().isPresent()) {
            place.removeAll();
            place.add(lines);
        }
        some.forEach(line -> lines.add(row(line)));
        var beyond = lines.getElement().getChildCount() - WINDOW;
        for (int i = 0; i < beyond; i++) {
            lines.getElement().removeChild(0);
            before = null; // where the window begins is not known any more
        }
    }

    /// One looks back in peace: nothing more is added below.
    private void older() {
        boolean known = before != null;
        follow(false);
        if (!known) {
            getUI().ifPresent(this::begin);
        }
        if (before == null) {
            return;
        }
        var page = client.logs(run, filter(), true, AT_ONCE, before);
        before = page.nextPageToken();
        page.items().forEach(line -> lines.addComponentAsFirst(row(line)));
        older.setEnabled(before != null);
        for (int i = lines.getElement().getChildCount() - 1; i >= WINDOW; i--) {
            lines.getElement().removeChild(i);
        }
    }

    private void rest() {
        if (tail != null) {
            tail.close();
            tail = null;
        }
    }

    private void press() {
        levels.forEach((one, button) -> pressed(button, one == level));
        following.setText(follows ? text("logs.following") : text("logs.follow"));
        pressed(following, follows);
    }

    private static void pressed(NativeButton button, boolean is) {
        button.getElement().setAttribute("aria-pressed", String.valueOf(is));
    }

    private static Div row(Log line) {
        var row =
                new Div(
                        "%s  %-5s  %s#%d  %s"
                                .formatted(
                                        TIME.format(line.at()),
                                        line.level(),
                                        Inert.text(line.path()),
                                        line.attempt(),
                                        Inert.text(brief(line.message()))));
        switch (line.level()) {
            case ERROR -> row.getStyle().set("color", "var(--st-failed)");
            case WARN -> row.getStyle().set("color", "var(--st-waiting)");
            case INFO, DEBUG, TRACE -> {}
        }
        return row;
    }

    private static String brief(String message) {
        return message.length() <= LONGEST
                ? message
                : text("logs.cut", message.substring(0, LONGEST), message.length());
    }
}
