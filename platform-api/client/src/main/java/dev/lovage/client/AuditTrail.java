package dev.lovage.client;

import com.fasterxml.jackson.core.type.TypeReference;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The record of every change, with the rights of whoever's token the client carries.
public final class AuditTrail {
    private final Http http;

    AuditTrail(Http http) {
        this.http = http;
    }

    /// Newest first.
    public Page<AuditEntry> list(
            AuditEntry.Filter filter, int pageSize, @Nullable String pageToken) {
        var parameters = Http.page(pageSize, pageToken);
        parameters.put("run", filter.run());
        parameters.put("subject", filter.subject());
        parameters.put("by", filter.by());
        parameters.put("action", filter.action());
        parameters.put("from", filter.from());
        parameters.put("to", filter.to());
        return http.get("/audit", parameters, new TypeReference<>() {});
    }

    /// Whether it is what was written down.
    public AuditChain chain() {
        return http.get("/audit/chain", Map.of(), new TypeReference<>() {});
    }
}
