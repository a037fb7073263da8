package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How old what is shown is: live, as it ended, or stale since when.
@Tag("fresh-as-of")
@JsModule("./text/fresh-as-of.ts")
public final class Freshness extends Component {
    private @Nullable Instant since;

    /// The answer is of this moment, and another will come.
    public void live(Instant asOf) {
        since = asOf;
        show("live", text("fresh.live"), asOf);
    }

    /// Nothing will change any more.
    public void settled(Instant asOf) {
        since = asOf;
        show("settled", text("fresh.settled"), asOf);
    }

    /// An answer came, and is of a moment long ago.
    public void late(Instant asOf) {
        since = asOf;
        stale();
    }

    /// No answer came: what is shown is as old as the last one, if there was one.
    public void stale() {
        if (since != null) {
            show("stale", text("fresh.stale"), since);
        }
    }

    private void show(String kind, String word, @Nullable Instant at) {
        getElement().setAttribute("kind", kind);
        getElement().setAttribute("word", word);
        if (at != null) {
            getElement().setAttribute("at", at.toString());
        }
    }
}
