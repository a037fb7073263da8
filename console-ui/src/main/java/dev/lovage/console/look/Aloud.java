package dev.lovage.console.look;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/// Sentences at the foot of the page about what a person just did.
public final class Aloud {
    private static final int MILLIS = 6_000;

    private Aloud() {}

    public static void say(String sentence) {
        Notification.show(sentence, MILLIS, Notification.Position.BOTTOM_START);
    }

    /// Says what went wrong, what to do, and the request to name; stays twice as long.
    public static void complain(RuntimeException problem) {
        var said = Said.about(problem);
        var request = said.request() == null ? "" : text("problem.request", said.request());
        var words = String.join(" ", said.what(), said.way(), request).strip();
        var notification = Notification.show(words, 2 * MILLIS, Notification.Position.BOTTOM_START);
        notification.addThemeVariants(NotificationVariant.ERROR);
    }
}
