package dev.lovage.console;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;

import dev.lovage.console.access.Theme;

import jakarta.inject.Singleton;

import java.security.SecureRandom;
import java.util.Base64;

/// Lets the browser run only scripts that this server sent with the page, and paints it in the
/// colours that were chosen.
///
/// `unsafe-eval` is there for Vaadin's own client engine, which makes functions of what the server
/// sends; text written into a page can never become a script, as nothing inline runs without the
/// nonce.
@Singleton
final class PagePolicy implements VaadinServiceInitListener {
    private static final int NONCE_BYTES = 18;
    private final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::protect);
    }

    private void protect(IndexHtmlResponse page) {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        page.getDocument().getElementsByTag("script").attr("nonce", nonce);
        var scheme = Theme.chosen().scheme();
        page.getDocument()
                .getElementsByTag("html")
                .attr("theme", scheme.getThemeValue())
                .attr("style", "color-scheme: " + scheme.getValue());
        var answer = page.getVaadinResponse();
        answer.setHeader("Content-Security-Policy", policy(nonce));
        answer.setHeader("Cache-Control", "no-store");
    }

    private static String policy(String nonce) {
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "base-uri 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }
}
