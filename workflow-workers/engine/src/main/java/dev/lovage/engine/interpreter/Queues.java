package dev.lovage.engine.interpreter;

import dev.lovage.canvas.RunInput;

import org.jspecify.annotations.Nullable;

/// How the queues of a tenant are named on the wire: `{tenant}/{queue}`, the default tenant's bare.
///
/// @param own the run's, as on the wire: where calls go that name none
public record Queues(String tenant, String own) {
    public static String wire(String tenant, String queue) {
        return tenant.equals(RunInput.DEFAULT_TENANT) ? queue : tenant + "/" + queue;
    }

    boolean isOwn(String wire) {
        return wire.equals(own);
    }

    String wire(@Nullable String queue) {
        return queue == null ? own : wire(tenant, queue);
    }
}
