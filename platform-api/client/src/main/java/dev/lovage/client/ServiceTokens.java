package dev.lovage.client;

import com.fasterxml.jackson.core.type.TypeReference;

import java.util.List;
import java.util.Map;

/// The tokens of services, with the rights of whoever's token the client carries.
public final class ServiceTokens {
    private static final String TOKENS = "/tokens";

    private final Http http;

    ServiceTokens(Http http) {
        this.http = http;
    }

    /// All of them, by name.
    public List<ServiceToken> list() {
        return http.get(TOKENS, Map.of(), new TypeReference<>() {});
    }

    /// A new one; its secret is not shown again.
    public ServiceToken.Created create(ServiceToken.Create create) {
        return http.send("POST", TOKENS, create, new TypeReference<>() {});
    }

    /// Takes one back.
    public void revoke(String id) {
        http.send("DELETE", TOKENS + "/" + Http.segment(id), null);
    }
}
