package dev.lovage.console.look;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// An id, shortened in the middle; a click copies all of it.
@Tag("short-id")
@JsModule("./text/short-id.ts")
public final class ShortId extends Component {
    public ShortId(String id) {
        getElement().setProperty("value", id);
    }
}
