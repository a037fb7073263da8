package dev.lovage.worker.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

import java.time.Duration;
import java.util.List;

/// How far tasks reach out of the worker.
///
/// @param allow what is open besides public addresses: hosts or blocks, each with its port or not
/// @param maxBytes of an answer's body
/// @param timeout of a whole exchange, redirects and body included
@ConfigurationProperties("lovage.egress")
record EgressSettings(
        @Bindable(defaultValue = "") List<String> allow,
        @Bindable(defaultValue = "10485760") int maxBytes,
        @Bindable(defaultValue = "60s") Duration timeout) {
    EgressSettings {
        allow = allow.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
        if (maxBytes < 1) {
            throw new IllegalArgumentException("lovage.egress.max-bytes is 1 or more");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("lovage.egress.timeout is longer than nothing");
        }
    }
}
