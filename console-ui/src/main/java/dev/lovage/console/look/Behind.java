package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Run;
import dev.lovage.events.StepState;

import java.time.Duration;

/// Says that what the page shows is old because events come in late, and since when; else nothing.
public final class Behind extends Div {
    /// Less than this is not worth a word.
    static final Duration WORTH = Duration.ofSeconds(10);

    private final Div words = new Div();

    public Behind() {
        addClassNames("notice", "behind");
        getElement().setAttribute("data-state", StepState.WAITING.name());
        getElement().setAttribute("role", "status");
        words.addClassName("words");
        add(new StateMark(StepState.WAITING), words);
        setVisible(false);
    }

    /// Whether that is late.
    public boolean show(Run.Seen seen) {
        boolean late = seen.lagMs() > WORTH.toMillis();
        setVisible(late);
        if (late) {
            var age = new TimeSpan(seen.asOf(), null);
            var what = new Span(new Span(text("behind.what")), age);
            what.addClassName("what");
            words.removeAll();
            words.add(what, new Span(text("behind.way")));
        }
        return late;
    }
}
