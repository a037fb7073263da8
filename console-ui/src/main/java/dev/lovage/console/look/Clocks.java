package dev.lovage.console.look;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// On which clocks times are shown: those of the browser, or UTC. The browser keeps the choice in a
/// cookie, so that every page of it follows.
public enum Clocks {
    BROWSER,
    UTC;

    private static final String COOKIE = "lovage-zone";

    /// What this browser chose, as far as it is known here.
    public static Clocks chosen() {
        var ui = UI.getCurrent();
        var kept = ui == null ? null : ComponentUtil.getData(ui, Clocks.class);
        return kept == null ? ofCookie().orElse(BROWSER) : kept;
    }

    /// From now on on this page.
    public void choose(UI ui) {
        ComponentUtil.setData(ui, Clocks.class, this);
    }

    private static Optional<Clocks> ofCookie() {
        return Optional.ofNullable(VaadinRequest.getCurrent()).stream()
                .flatMap(request -> Stream.ofNullable(request.getCookies()))
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie ->
                        Arrays.stream(values()).filter(c -> c.name().equals(cookie.getValue())))
                .findFirst();
    }
}
