package dev.lovage.console.look;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/// The shape of a state, in the colour of the text around it.
@Tag("state-mark")
@JsModule("./marks/state-mark.ts")
public final class StateMark extends Component {
    public StateMark(Enum<?> state) {
        this(state.name());
    }

    public StateMark(String state) {
        getElement().setAttribute("state", state);
    }
}
