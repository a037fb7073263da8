package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

import dev.lovage.client.Run;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.Json;
import dev.lovage.console.look.StateMark;
import dev.lovage.console.look.Words;
import dev.lovage.events.StepState;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// What there is to know about the step that is looked at; of a map its items, failed ones first.
final class StepPanel extends Section {
    private static final int MOST_ITEMS = 50;
    private static final Set<String> MAY_BE_RERUN =
            Set.of(Run.Node.STEP, "branch", "try", "finally");

    /// What the panel shows: drawn again only when this is other than before.
    ///
    /// @param over the run has ended
    private record Content(
            String path,
            Run.@Nullable Node node,
            Run.@Nullable Step step,
            List<StepRow> items,
            boolean over) {}

    private final Consumer<@Nullable String> opened;
    private final transient AwaitActs awaits;
    private final transient @Nullable Rerunning rerunning;
    private final transient Function<Run.Large, byte[]> large;
    private @Nullable Content shown;

    /// @param rerunning absent where the person may start nothing
    /// @param large gives a value that is kept by reference
    StepPanel(
            Consumer<@Nullable String> opened,
            AwaitActs awaits,
            @Nullable Rerunning rerunning,
            Function<Run.Large, byte[]> large) {
        this.opened = opened;
        this.awaits = awaits;
        this.rerunning = rerunning;
        this.large = large;
        addClassName("side");
        setAriaLabel(text("step.title"));
        setVisible(false);
    }

    void show(RunPicture picture, @Nullable String path) {
        setVisible(path != null);
        if (path == null) {
            shown = null;
            return;
        }
        var open = picture.open();
        var step = open != null && open.path().equals(path) ? open.step() : null;
        var content =
                new Content(
                        path,
                        picture.node(path).orElse(null),
                        step,
                        items(picture, path),
                        picture.run().state().ended());
        if (!content.equals(shown)) {
            shown = content;
            draw(content);
        }
    }

    private static List<StepRow> items(RunPicture picture, String path) {
        var pattern = new StepPath(path).many() ? path : path + ".m.*";
        return picture.steps().stream()
                .filter(row -> row.path().node().equals(pattern))
                .filter(row -> path.contains("*") || row.path().text().startsWith(path + "."))
                .sorted(
                        Comparator.comparing((StepRow row) -> !failed(row))
                                .thenComparing(StepRow::path))
                .limit(MOST_ITEMS)
                .toList();
    }

    private static boolean failed(StepRow row) {
        return !row.error().isEmpty();
    }

    private void draw(Content content) {
        removeAll();
        var body = new Div();
        body.addClassName("body");
        add(head(content), body);
        var step = content.step();
        if (step != null) {
            body.add(new StepPairs(step));
            awaits.of(step).ifPresent(body::add);
            again(content, body);
            if (step.error() != null) {
                body.add(ErrorWords.notice(step.error()));
                if (step.error().details() != null) {
                    body.add(code(text("step.details"), step.error().details()));
                }
            }
            value(step.value(), body);
        } else if (content.items().isEmpty()) {
            body.add(new Span(text("step.planned")));
        }
        if (!content.items().isEmpty()) {
            body.add(list(content.items()));
        }
    }

    private Div head(Content content) {
        var name = content.node() == null ? content.path() : RunGraph.name(content.node());
        var path = new Span(content.path());
        path.addClassNames("mono", "muted");
        var words = new Div(new H2(name), path);
        words.addClassName("words");
        var close = new NativeButton("", _ -> opened.accept(null));
        close.addClassName("icon-button");
        close.setAriaLabel(text("step.close"));
        close.add(VaadinIcon.CLOSE_SMALL.create());
        var head = new Div(words, close);
        head.addClassName("side-head");
        return head;
    }

    /// What runs because of another step is rerun with that.
    private void again(Content content, Div body) {
        var node = content.node();
        if (rerunning != null
                && content.over()
                && node != null
                && MAY_BE_RERUN.contains(node.role())) {
            var actions = new Div();
            actions.addClassName("actions");
            rerunning.buttons(content.path()).forEach(actions::add);
            body.add(actions);
        }
    }

    private static Span mark(StepState state) {
        var mark = new Span(new StateMark(state));
        mark.addClassName("plain");
        mark.getElement().setAttribute("data-state", state.name());
        mark.getElement().setAttribute("title", Words.state(state));
        return mark;
    }

    private static Span mono(String text) {
        var span = new Span(text);
        span.addClassName("mono");
        return span;
    }

    private void value(Run.@Nullable Value value, Div body) {
        if (value == null) {
            return;
        }
        if (value.large() != null) {
            body.add(new LargeValue(value.large(), large));
        } else if (value.omitted() != null) {
            body.add(new Span(text("step.omitted", value.omitted())));
        } else {
            body.add(code(text("step.value"), value.json()));
        }
    }

    private static Div code(String title, @Nullable Object value) {
        var part =
                new Div(
                        new H2(title),
                        new CodeView(title, CodeView.Language.JSON, Json.pretty(value)));
        part.addClassName("part");
        return part;
    }

    private Div list(List<StepRow> rows) {
        var items = new Div();
        items.addClassName("items");
        for (var row : rows) {
            var words = new Span(failed(row) ? row.error() : row.note());
            words.addClassNames("cut", failed(row) ? "bad" : "muted");
            var item = new NativeButton("", _ -> opened.accept(row.path().text()));
            item.addClassName("item");
            item.add(mark(row.state()), mono(row.path().text()), words);
            items.add(item);
        }
        var title = new H2(text("step.items", Objects.toString(rows.size())));
        var part = new Div(title, items);
        part.addClassName("part");
        return part;
    }
}
