package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;

import dev.lovage.client.Run;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.CodeView.Language;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Json;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;

import java.util.List;
import java.util.function.Supplier;

/// What the run was started with, as JSON and as the request that starts another like it.
final class InputTab extends RunFace {
    private final transient Supplier<Run.Value> source;
    private final Div place = new Div();
    private boolean read;

    /// @param source asked once
    InputTab(Supplier<Run.Value> source) {
        this.source = source;
        addClassName("main");
        place.addClassName("main");
    }

    @Override
    void show(RunPicture seen, RunAddress address) {
        if (read) {
            return;
        }
        read = true;
        removeAll();
        try {
            draw(seen.run(), source.get());
        } catch (RuntimeException e) {
            read = false;
            var box = new Div(new Notice(Said.about(e)));
            box.addClassName("scroll");
            add(box);
        }
    }

    private void draw(Run run, Run.Value input) {
        if (input.omitted() != null) {
            add(new Empty(text("input.none.title"), text("input.none.way")));
            return;
        }
        var value = new CodeView(text("input.title"), Language.JSON, Json.pretty(input.json()));
        if (run.revision() == 0) {
            add(value);
            return;
        }
        var curl = new CodeView(text("input.curl"), Language.PLAIN, Curl.of(run, input.json()));
        var both = List.of(segment(text("input.json"), value), segment(text("input.curl"), curl));
        both.forEach(button -> button.addClickListener(_ -> press(both, button)));
        var bar = new Div();
        bar.addClassNames("segments", "bar");
        both.forEach(bar::add);
        add(bar, place);
        place.add(value);
        press(both, both.getFirst());
    }

    private NativeButton segment(String word, CodeView shown) {
        var button =
                new NativeButton(
                        word,
                        _ -> {
                            place.removeAll();
                            place.add(shown);
                        });
        button.addClassName("segment");
        return button;
    }

    private static void press(List<NativeButton> all, NativeButton one) {
        all.forEach(button ->
                button.getElement()
                        .setAttribute("aria-pressed", String.valueOf(button.equals(one))));
    }
}
