package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;

import dev.lovage.client.Run;
import dev.lovage.console.look.Bones;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Json;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Words;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.Supplier;

/// How the run ended: its value, or its error as a sentence.
final class ResultTab extends RunFace {
    private final Supplier<Run.Result> source;
    private final transient Function<Run.Large, byte[]> large;
    private boolean read;

    /// @param source asked once, when the run has ended
    /// @param large gives a value that is kept by reference
    ResultTab(Supplier<Run.Result> source, Function<Run.Large, byte[]> large) {
        this.source = source;
        this.large = large;
        addClassName("main");
        add(new Bones());
    }

    @Override
    void show(RunPicture seen, RunAddress address) {
        var run = seen.run();
        if (!run.state().ended()) {
            replace(new Empty(text("result.open.title"), text("result.open.way")));
        } else if (!read) {
            read = true;
            try {
                replace(draw(source.get()));
            } catch (RuntimeException e) {
                read = false;
                replace(padded(new Notice(Said.about(e))));
            }
        }
    }

    private Component draw(Run.Result result) {
        if (result.large() != null) {
            return padded(new LargeValue(result.large(), large));
        }
        if (result.error() != null) {
            var box = padded(ErrorWords.notice(result.error()));
            if (result.error().details() != null) {
                box.add(json(text("step.details"), result.error().details()));
            }
            return box;
        }
        if (result.state() == RunState.SUCCEEDED) {
            return json(text("result.title"), result.result());
        }
        return padded(new Notice(result.state(), text("result.none", Words.state(result.state()))));
    }

    private static CodeView json(String name, @Nullable Object value) {
        return new CodeView(name, CodeView.Language.JSON, Json.pretty(value));
    }

    private static Div padded(Component content) {
        var box = new Div(content);
        box.addClassName("scroll");
        return box;
    }

    private void replace(Component content) {
        removeAll();
        add(content);
    }
}
