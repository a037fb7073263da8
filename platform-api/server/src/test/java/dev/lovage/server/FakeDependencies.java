package dev.lovage.server;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.io.IOException;

/// Nothing outside: what the api waits for is never there, and nobody needs it.
@Factory
@Requires(property = "fakes")
final class FakeDependencies {
    @Singleton
    @Replaces(PooledDatabase.class)
    @Bean(typed = {Database.class, FakeDatabase.class})
    FakeDatabase database() {
        return new FakeDatabase();
    }

    @Singleton
    @Replaces(Schema.class)
    Requirement postgresql() {
        return new Absent("postgresql");
    }

    @Singleton
    @Replaces(Topics.class)
    Requirement kafka() {
        return new Absent("kafka");
    }

    @Singleton
    @Replaces(Namespace.class)
    Requirement temporal() {
        return new Absent("temporal");
    }

    @Singleton
    @Replaces(StoredSigningKey.class)
    PageTokens.SigningKey key() {
        return () -> new byte[32];
    }

    private record Absent(String dependency) implements Requirement {
        @Override
        public void meet() throws IOException {
            throw new IOException("not there");
        }

        @Override
        public void probe() throws IOException {
            throw new IOException("not there");
        }
    }
}
