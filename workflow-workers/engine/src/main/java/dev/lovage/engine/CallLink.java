package dev.lovage.engine;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What one dispatch carries beside its arguments: the header goes out, the activity's id, which
/// the SDK draws, comes back.
final class CallLink implements ContextPropagator {
    private final CallHeader header;
    private @Nullable String activityId;

    CallLink(CallHeader header) {
        this.header = header;
    }

    @Nullable String activityId() {
        return activityId;
    }

    void scheduled(String as) {
        activityId = as;
    }

    @Override
    public String getName() {
        return CallHeader.KEY;
    }

    @Override
    public Object getCurrentContext() {
        return header;
    }

    @Override
    public void setCurrentContext(Object context) {}

    @Override
    public Map<String, Payload> serializeContext(Object context) {
        return Map.of(CallHeader.KEY, header.payload());
    }

    @Override
    public Object deserializeContext(Map<String, Payload> context) {
        return header;
    }
}
