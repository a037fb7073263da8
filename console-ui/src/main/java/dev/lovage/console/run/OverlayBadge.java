package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Run.Overlay;

import org.jspecify.annotations.Nullable;

/// What is to be said of a run beside its state; the tooltip says what to do about it.
final class OverlayBadge extends Span {
    OverlayBadge(Overlay overlay) {
        super(word(overlay));
        addClassName("badge");
        getElement().setAttribute("data-overlay", overlay.name());
        getElement().setAttribute("title", advice(overlay));
        getElement().setAttribute("aria-label", word(overlay) + ". " + advice(overlay));
        getElement().setAttribute("role", "note");
    }

    /// Nothing where there is none.
    static String word(@Nullable Overlay overlay) {
        return overlay == null ? "" : text("overlay.word." + overlay.name());
    }

    /// What to do about it; nothing where there is none.
    static String advice(@Nullable Overlay overlay) {
        return overlay == null ? "" : text("overlay.advice." + overlay.name());
    }
}
