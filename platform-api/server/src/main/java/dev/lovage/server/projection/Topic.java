package dev.lovage.server.projection;

import org.jspecify.annotations.Nullable;

/// A topic of Kafka's.
///
/// @param id tells it from those that had the name before it; absent when Kafka does not say
public record Topic(String name, @Nullable String id) {}
