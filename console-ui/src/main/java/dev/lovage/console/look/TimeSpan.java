package dev.lovage.console.look;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How long something took, or has been going on when it has no end yet.
@Tag("time-span")
@JsModule("./text/time-span.ts")
public final class TimeSpan extends Component {
    public TimeSpan(@Nullable Instant from, @Nullable Instant to) {
        if (from != null) {
            getElement().setAttribute("from", from.toString());
        }
        if (to != null) {
            getElement().setAttribute("to", to.toString());
        }
    }
}
