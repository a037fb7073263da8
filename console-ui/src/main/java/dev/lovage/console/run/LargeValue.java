package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;

import dev.lovage.client.Run;

import java.io.ByteArrayInputStream;
import java.util.function.Function;

/// A value that is too large to be shown: how large it is, and a way to get it.
final class LargeValue extends Div {
    private static final String FILE = "value.json";

    /// @param source asked when somebody gets it, with that person's rights
    LargeValue(Run.Large value, Function<Run.Large, byte[]> source) {
        addClassName("actions");
        var bytes = "%,d".formatted(value.size());
        add(
                new Span(
                        value.count() == null
                                ? text("value.large", bytes)
                                : text("value.large.list", bytes, value.count())));
        var get = new Anchor(handler(value, source), text("value.download"));
        get.getElement().setAttribute("download", FILE);
        add(get);
    }

    private static DownloadHandler handler(Run.Large value, Function<Run.Large, byte[]> source) {
        return DownloadHandler.fromInputStream(_ -> {
            var json = source.apply(value);
            return new DownloadResponse(
                    new ByteArrayInputStream(json), FILE, "application/json", json.length);
        });
    }
}
