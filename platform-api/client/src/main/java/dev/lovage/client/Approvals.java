package dev.lovage.client;

import com.fasterxml.jackson.core.type.TypeReference;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The open approvals of all runs, with the rights of whoever's token the client carries.
public final class Approvals {
    private final Http http;

    Approvals(Http http) {
        this.http = http;
    }

    /// What waits longest comes first.
    public Page<Approval> list(Approval.Filter filter, int pageSize, @Nullable String pageToken) {
        var parameters = Http.page(pageSize, pageToken);
        parameters.put("mine", filter.mine() ? true : null);
        parameters.put("workflow", filter.workflow());
        parameters.put("run", filter.run());
        return http.get("/approvals", parameters, new TypeReference<>() {});
    }

    public Approval get(String id) {
        return http.get(path(id), Map.of(), new TypeReference<>() {});
    }

    /// Decides an approval, once.
    ///
    /// @param key the same key again is the same decision
    public Signal.Sent decide(String id, Approval.Decision decision, @Nullable String key) {
        return http.once(path(id), decision, key, new TypeReference<>() {});
    }

    private static String path(String id) {
        return "/approvals/" + Http.segment(id);
    }
}
