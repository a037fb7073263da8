package dev.lovage.worker.http;

import dev.lovage.sdk.TaskFailure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// A URL that is understood in one way only: http or https, a plain host, no user in it.
///
/// @param host in lower case; of IPv6 without brackets
/// @param target path and query as they go over the wire
record WebAddress(String scheme, String host, int port, String target) {
    private static final int MOST_CHARACTERS = 8_000;
    private static final int SHOWN = 200;
    private static final Pattern LAST_LABEL_IS_A_NUMBER =
            Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9A-Fa-f]*)\\.?");
    private static final Pattern FOUR_NUMBERS =
            Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    static WebAddress of(String url) {
        if (url.length() > MOST_CHARACTERS) {
            throw wrong(url, "it has more than %,d characters".formatted(MOST_CHARACTERS));
        }
        try {
            return of(ascii(url), url);
        } catch (URISyntaxException e) {
            throw wrong(url, "it cannot be read as one: " + e.getReason());
        }
    }

    /// What a `Location` in an answer from here means.
    WebAddress follow(String location) {
        try {
            return of(uri().resolve(ascii(location)), location);
        } catch (URISyntaxException e) {
            throw wrong(location, "it cannot be read as one: " + e.getReason());
        }
    }

    URI uri() {
        return URI.create(toString());
    }

    boolean sameOrigin(WebAddress other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    boolean secure() {
        return scheme.equals("https");
    }

    /// The same address with more at the end of its query.
    WebAddress with(String query) {
        var joint = target.contains("?") ? "&" : "?";
        return query.isEmpty() ? this : new WebAddress(scheme, host, port, target + joint + query);
    }

    @Override
    public String toString() {
        var standard = port == (secure() ? 443 : 80);
        var name = host.contains(":") ? "[" + host + "]" : host;
        return scheme + "://" + name + (standard ? "" : ":" + port) + target;
    }

    private static URI ascii(String url) throws URISyntaxException {
        return new URI(new URI(url).toASCIIString());
    }

    private static WebAddress of(URI uri, String url) {
        var scheme = Objects.toString(uri.getScheme(), "").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(url, "it begins with neither http:// nor https://");
        }
        if (uri.getRawUserInfo() != null || Objects.toString(uri.getRawAuthority()).contains("@")) {
            throw wrong(url, "it names a user: send an Authorization header instead");
        }
        var port = uri.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw wrong(url, "its port is not between 1 and 65535");
        }
        var path = Objects.toString(uri.getRawPath(), "");
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new WebAddress(scheme, host(uri, url), port, (path.isEmpty() ? "/" : path) + query);
    }

    private static String host(URI uri, String url) {
        var host = Objects.toString(uri.getHost(), "").toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && !host.contains("%")) {
            return host.substring(1, host.length() - 1);
        }
        var ambiguous =
                LAST_LABEL_IS_A_NUMBER.matcher(host).matches()
                        && !FOUR_NUMBERS.matcher(host).matches();
        if (host.isEmpty() || host.startsWith("[") || ambiguous) {
            throw wrong(
                    url,
                    "it names no host that is understood: letters, digits, dots and hyphens (of"
                            + " other scripts the xn-- form), four decimal numbers, or an IPv6"
                            + " address in brackets");
        }
        return host;
    }

    private static TaskFailure wrong(String url, String why) {
        var shown = url.length() <= SHOWN ? url : url.substring(0, SHOWN) + "…";
        return TaskFailure.of(
                        TaskFailure.BAD_ARGUMENTS,
                        "`%s` is no URL to call: %s".formatted(shown, why))
                .permanent();
    }
}
