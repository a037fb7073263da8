package dev.lovage.engine.emission;

import dev.lovage.events.CloudEvent;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletionStage;

/// Takes events to whoever wants to know.
public interface Publisher {
    /// Events of one key stay in order as long as each is sent after the one before was
    /// acknowledged.
    ///
    /// @return done when the event is safe, failed when it has to be sent again
    CompletionStage<@Nullable Void> publish(String topic, String key, CloudEvent event);
}
