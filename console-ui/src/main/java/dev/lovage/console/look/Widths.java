package dev.lovage.console.look;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;

import java.util.function.IntConsumer;

/// How wide the window is, now and whenever that changes.
public final class Widths {
    private Widths() {}

    /// Tells at once, if it is known, and at every change until the answer is removed.
    public static Registration watch(UI ui, IntConsumer fit) {
        fit.accept(of(ui));
        return ui.getPage().addBrowserWindowResizeListener(size -> fit.accept(size.getWidth()));
    }

    /// The width now; 0 while it is not known.
    public static int of(UI ui) {
        var details = ui.getPage().getExtendedClientDetails();
        return details == null ? 0 : details.getWindowInnerWidth();
    }
}
