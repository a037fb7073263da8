package dev.lovage.worker.http;

import org.apache.hc.core5.http.HttpHeaders;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A request as it goes out.
///
/// @param headers by name in lower case
/// @param body none where it is empty and the method needs none
record Outgoing(Method method, WebAddress address, Map<String, String> headers, Content body) {
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> KEEP_THE_METHOD = Set.of(307, 308);
    private static final int SEE_OTHER = 303;

    /// What another origin may see, too: nothing of it can be a credential.
    private static final Set<String> HARMLESS =
            Set.of("accept", "accept-language", "content-type", "user-agent");

    Outgoing {
        headers = Map.copyOf(headers);
    }

    static Outgoing of(
            Method method, WebAddress address, Map<String, String> headers, Content body) {
        var all = new TreeMap<String, String>();
        body.type().ifPresent(type -> all.put("content-type", type));
        headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        return new Outgoing(method, address, all, body);
    }

    /// What is to be sent next, where the answer says that it is elsewhere.
    Optional<Outgoing> redirected(Received answer) {
        var location = answer.headers().get(HttpHeaders.LOCATION.toLowerCase(Locale.ROOT));
        return MOVED.contains(answer.status()) && location != null
                ? Optional.of(to(address.follow(location), answer.status()))
                : Optional.empty();
    }

    private Outgoing to(WebAddress next, int status) {
        var all = new TreeMap<>(headers);
        if (!address.sameOrigin(next)) {
            all.keySet().retainAll(HARMLESS);
        }
        var becomesGet =
                !KEEP_THE_METHOD.contains(status)
                        && (method == Method.POST
                                || (status == SEE_OTHER && method != Method.HEAD));
        if (!becomesGet) {
            return new Outgoing(method, next, all, body);
        }
        all.remove("content-type");
        return new Outgoing(Method.GET, next, all, Content.NONE);
    }
}
