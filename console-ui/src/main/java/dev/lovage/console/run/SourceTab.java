package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;

import dev.lovage.client.Workflow;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.CodeView.Language;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Json;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;

import java.util.List;
import java.util.function.Supplier;

/// The definition that the run follows, as it was saved and as JSON.
final class SourceTab extends RunFace {
    private final Supplier<Workflow.Revision> source;
    private boolean read;

    /// @param source asked once
    SourceTab(Supplier<Workflow.Revision> source) {
        this.source = source;
        addClassName("main");
    }

    @Override
    void show(RunPicture seen, RunAddress address) {
        var run = seen.run();
        if (read) {
            return;
        }
        read = true;
        removeAll();
        if (run.revision() == 0) {
            add(new Empty(text("source.none.title"), text("source.none.way", run.workflow())));
            return;
        }
        try {
            draw(source.get());
        } catch (RuntimeException e) {
            read = false;
            var box = new Div(new Notice(Said.about(e)));
            box.addClassName("scroll");
            add(box);
        }
    }

    private void draw(Workflow.Revision revision) {
        var saved = revision.source();
        boolean isJson = saved.stripLeading().startsWith("{");
        var place = new Div();
        place.addClassName("main");
        var yaml =
                segment(
                        text("source.saved"),
                        place,
                        text("source.title"),
                        isJson ? Language.JSON : Language.YAML,
                        saved);
        var json =
                segment(
                        text("source.json"),
                        place,
                        text("source.title"),
                        Language.JSON,
                        Json.pretty(revision.definition()));
        var both = List.of(yaml, json);
        for (var button : both) {
            button.addClickListener(_ -> press(both, button));
        }
        var bar = new Div(yaml, json);
        bar.addClassNames("segments", "bar");
        add(bar, place);
        place.add(
                new CodeView(text("source.title"), isJson ? Language.JSON : Language.YAML, saved));
        press(both, yaml);
    }

    private static NativeButton segment(
            String word, Div place, String name, Language language, String text) {
        var button =
                new NativeButton(word, _ -> replace(place, new CodeView(name, language, text)));
        button.addClassName("segment");
        return button;
    }

    private static void replace(Div place, Component content) {
        place.removeAll();
        place.add(content);
    }

    private static void press(List<NativeButton> all, NativeButton one) {
        all.forEach(button ->
                button.getElement()
                        .setAttribute("aria-pressed", String.valueOf(button.equals(one))));
    }
}
