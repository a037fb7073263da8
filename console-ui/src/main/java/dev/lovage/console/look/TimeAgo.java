package dev.lovage.console.look;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A moment, told by its distance; the moment itself on hover.
@Tag("time-ago")
@JsModule("./text/time-ago.ts")
public final class TimeAgo extends Component {
    public TimeAgo(@Nullable Instant at) {
        if (at != null) {
            getElement().setAttribute("at", at.toString());
        }
    }
}
