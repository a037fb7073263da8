package dev.lovage.console.access;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;

import jakarta.servlet.http.Cookie;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// Dark, light, or as the system has it; remembered in a cookie, so that the first paint is right.
public enum Theme {
    SYSTEM(ColorScheme.Value.SYSTEM),
    LIGHT(ColorScheme.Value.LIGHT),
    DARK(ColorScheme.Value.DARK);

    private static final String COOKIE = "lovage-theme";
    private static final Duration KEPT = Duration.ofDays(365);

    private final ColorScheme.Value scheme;

    Theme(ColorScheme.Value scheme) {
        this.scheme = scheme;
    }

    public ColorScheme.Value scheme() {
        return scheme;
    }

    /// What this browser chose, as far as the current request tells.
    public static Theme chosen() {
        return Optional.ofNullable(VaadinRequest.getCurrent()).stream()
                .flatMap(request -> Stream.ofNullable(request.getCookies()))
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie ->
                        Arrays.stream(values()).filter(t -> t.name().equals(cookie.getValue())))
                .findFirst()
                .orElse(SYSTEM);
    }

    void choose(UI ui) {
        ui.getPage().setColorScheme(scheme);
        var cookie = new Cookie(COOKIE, name());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setMaxAge(Math.toIntExact(KEPT.toSeconds()));
        cookie.setAttribute("SameSite", "Lax");
        Optional.ofNullable(VaadinResponse.getCurrent()).ifPresent(r -> r.addCookie(cookie));
    }
}
