package dev.lovage.server;

import dev.lovage.canvas.Nearest;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.core.naming.NameUtils;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Refuses to start with a key under `lovage` that nobody reads: a misspelt limit is no limit.
///
/// Each key is also an environment variable: `lovage.database.url` is `LOVAGE_DATABASE_URL`.
@Context
final class SettingKeys {
    /// Every key, what it is without being set, and what it means.
    static final List<Key> KEYS =
            List.of(
                    new Key("server.port", "8080", "the public port"),
                    new Key("server.host", "0.0.0.0", "the address the public port listens on"),
                    new Key("management.port", "9080", "the port of health and metrics"),
                    new Key("management.open", "false", "metrics without a token"),
                    new Key("database.url", "jdbc:postgresql://127.0.0.1:5432/lovage", "JDBC"),
                    new Key("database.user", "lovage", "PostgreSQL's role"),
                    new Key("database.password", "", "its password"),
                    new Key("database.connections", "16", "that requests may hold at once"),
                    new Key("database.migrate", "start", "start, or wait until a job has done it"),
                    new Key("temporal.target", "127.0.0.1:7233", "host and port of Temporal"),
                    new Key("temporal.namespace", "lovage", "made at the start when absent"),
                    new Key("temporal.retention", "7d", "of a namespace that is made"),
                    new Key("temporal.tls", "false", "whether it is spoken to over TLS"),
                    new Key("temporal.server-name", "", "that its certificate has"),
                    new Key("temporal.ca-file", "", "PEM; empty: whom Java trusts"),
                    new Key("temporal.certificate-file", "", "PEM, of ours; empty: none"),
                    new Key("temporal.key-file", "", "PEM (PKCS#8), of that certificate"),
                    new Key("temporal.api-key", "", "sent with every call; empty: none"),
                    new Key("temporal.api-key-file", "", "with that key, read for every call"),
                    new Key("kafka.servers", "127.0.0.1:9092", "bootstrap servers"),
                    new Key("kafka.prefix", "lovage", "first part of the names of topics"),
                    new Key("kafka.protocol", "PLAINTEXT", "SSL, SASL_SSL, SASL_PLAINTEXT"),
                    new Key("kafka.mechanism", "SCRAM-SHA-512", "of SASL; SCRAM-SHA-256, PLAIN"),
                    new Key("kafka.user", "", "of SASL"),
                    new Key("kafka.password", "", "of SASL"),
                    new Key("kafka.ca-file", "", "PEM; empty: whom Java trusts"),
                    new Key("kafka.certificate-file", "", "PEM, of ours; empty: none"),
                    new Key("kafka.key-file", "", "PEM (PKCS#8), of that certificate"),
                    new Key("kafka.partitions", "12", "of topics that are made"),
                    new Key("kafka.replication", "1", "of topics that are made"),
                    new Key("kafka.retention", "90d", "of the topic of runs"),
                    new Key("internal.port", "8082", "for workers alone; none without a token"),
                    new Key("internal.host", "0.0.0.0", "the address that port listens on"),
                    new Key("worker.token", "", "of workers, 32 characters or more"),
                    new Key("blobs.max-bytes", "10485760", "of one large value"),
                    new Key("runs.retention", "90d", "of runs that have ended, by whole months"),
                    new Key("logs.retention", "7d", "of what tasks logged, in whole days"),
                    new Key("event-log.retention", "3d", "of events to look at; whole days"),
                    new Key("admin.name", "admin", "made when there is no user"),
                    new Key("admin.password", "", "of that user; empty: none is made"),
                    new Key("feed.token", "", "of consoles, 32 characters or more; empty: none"),
                    new Key("streams.open", "500", "event streams open at once on a node"),
                    new Key("streams.heartbeat", "15s", "between comments on a quiet stream"),
                    new Key("streams.check", "60s", "between checks of a stream's rights"),
                    new Key("projection.gather", "50ms", "of events, between two writes of them"),
                    new Key("reconciler.every", "10s", "between comparisons with Temporal"),
                    new Key("reconciler.heartbeat", "30s", "between signs of life in Kafka"),
                    new Key("reconciler.quiet", "60s", "of an open run, then Temporal is asked"),
                    new Key("reconciler.rarely", "1h", "between questions about it, at most"),
                    new Key("session.access", "15m", "how long an access token is good"),
                    new Key("session.refresh", "12h", "how long a refresh token is good"),
                    new Key("schedules.limit", "1000", "schedules of a tenant, at most"),
                    new Key("celery.priority-order", "rabbitmq", "9 goes first; redis: 0 does"));

    /// Keys of the other processes and of the command line, which may share an environment with
    /// this one.
    private static final List<String> OTHERS =
            List.of(
                    "cache",
                    "failpoints",
                    "test.guards.off",
                    "temporal.server",
                    "token",
                    "url",
                    "api.",
                    "worker.",
                    "console.",
                    "egress.",
                    "llm.",
                    "events.",
                    "files.",
                    "home",
                    "stack",
                    "shared",
                    "java");

    SettingKeys(Environment environment) {
        var unknown = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            for (var name : source) {
                if (lovage(name) && !known(plain(source, name))) {
                    unknown.add(name);
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(complaint(unknown));
        }
    }

    private static boolean lovage(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("lovage.") || lower.startsWith("lovage_");
    }

    /// The key without `lovage.`, as the table has it; of a variable every mark is a dot.
    private static String plain(PropertySource source, String name) {
        return source.getConvention() == PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE
                ? dotted(name)
                : NameUtils.hyphenate(name).substring("lovage.".length());
    }

    private static String dotted(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.').substring("lovage.".length());
    }

    private static boolean known(String key) {
        return KEYS.stream().anyMatch(k -> key.equals(k.name()) || key.equals(dots(k.name())))
                || OTHERS.stream().anyMatch(key::startsWith);
    }

    private static String dots(String key) {
        return key.replace('-', '.');
    }

    private static String complaint(Set<String> unknown) {
        var names = KEYS.stream().map(k -> "lovage." + k.name()).toList();
        var lines = new StringBuilder("Unknown settings:");
        for (var name : unknown) {
            var asked = name.toLowerCase(Locale.ROOT).replace('_', '.');
            lines.append(' ').append(name);
            var near = Nearest.to(asked, names);
            lines.append(near.isEmpty() ? "" : " (did you mean " + near.getFirst() + "?)");
        }
        return lines.toString();
    }

    record Key(String name, String fallback, String meaning) {}
}
