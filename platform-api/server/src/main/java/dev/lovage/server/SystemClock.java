package dev.lovage.server;

import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import java.time.Clock;

/// The clock that everyone asks; tests put their own in its place.
@Factory
final class SystemClock {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
