package dev.lovage.console.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.dependency.JsModule;

import dev.lovage.console.look.Clocks;
import dev.lovage.console.look.Said;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Supplier;

/// Goes anywhere by a few letters, and listens to the keys that work on every page. The browser
/// finds and steers; here is only what can be found.
@Tag("command-palette")
@JsModule("./palette/command-palette.ts")
final class Palette extends Component {
    private static final Logger LOG = LoggerFactory.getLogger(Palette.class);
    private String wanted = "";

    Palette(Places places) {
        var _ =
                addListener(
                        Opened.class,
                        _ -> {
                            getElement().setPropertyList("items", places.pages());
                            ask("items", places::all);
                        });
        var _ =
                addListener(
                        Searched.class,
                        event -> {
                            wanted = event.text();
                            ask("found", () -> places.runs(event.text()));
                        });
    }

    /// Shows all times on these clocks.
    void clocks(Clocks clocks) {
        getUI().ifPresent(clocks::choose);
        getElement().callJsFunction("clocks", clocks.name());
    }

    /// Outside of the page's lock: nobody waits for an answer of the api to go on.
    private void ask(String property, Supplier<List<Places.Place>> source) {
        var text = wanted;
        getUI().ifPresent(ui ->
                Thread.startVirtualThread(() -> {
                    try {
                        var found = source.get();
                        var _ =
                                ui.access(() -> {
                                    if (text.equals(wanted)) {
                                        getElement().setPropertyList(property, found);
                                        getElement().setProperty("trouble", "");
                                    }
                                });
                    } catch (UIDetachedException e) {
                        LOG.debug("The page was closed", e);
                    } catch (RuntimeException e) {
                        tell(ui, e);
                    }
                }));
    }

    private void tell(UI ui, RuntimeException problem) {
        try {
            var said = Said.about(problem);
            var _ =
                    ui.access(() ->
                            getElement().setProperty("trouble", said.what() + " " + said.way()));
        } catch (UIDetachedException e) {
            LOG.debug("The page was closed", e);
        }
    }

    /// It came into view.
    @DomEvent("palette-open")
    public static final class Opened extends ComponentEvent<Palette> {
        public Opened(Palette source, boolean fromClient) {
            super(source, fromClient);
        }
    }

    /// The person wrote, and rests.
    @DomEvent("palette-search")
    public static final class Searched extends ComponentEvent<Palette> {
        private final String text;

        public Searched(
                Palette source, boolean fromClient, @EventData("event.detail.text") String text) {
            super(source, fromClient);
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
