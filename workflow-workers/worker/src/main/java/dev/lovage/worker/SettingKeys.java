package dev.lovage.worker;

import dev.lovage.canvas.Nearest;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.NameUtils;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Refuses to start with a key under `lovage` that nobody reads: a misspelt limit is no limit.
///
/// Each key is also an environment variable: `lovage.worker.stop-grace` is
/// `LOVAGE_WORKER_STOP_GRACE`.
@Context
final class SettingKeys {
    /// Every key, what it is without being set, and what it means.
    static final List<Key> KEYS =
            List.of(
                    new Key("temporal.target", "127.0.0.1:7233", "host and port of Temporal"),
                    new Key("temporal.namespace", "lovage", "that holds the runs"),
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
                    new Key("worker.queues", "default", "that it serves, with commas between"),
                    new Key("worker.tenant", "default", "on whose behalf"),
                    new Key("worker.identity", "pid@host", "its name in Temporal and the console"),
                    new Key("worker.tasks", "100", "that run at once on each queue"),
                    new Key("worker.packages", "that of main", "searched for classes with tasks"),
                    new Key("worker.stop-grace", "30s", "for running tasks when it is stopped"),
                    new Key("worker.token", "", "of the api's internal port; empty: none"),
                    new Key("api.internal-url", "http://127.0.0.1:8082", "where that port is"),
                    new Key("files.roots", "", "folders that files.* may read; empty: none"),
                    new Key("egress.allow", "", "hosts and blocks that http.* may reach, too"),
                    new Key("egress.max-bytes", "10485760", "of an answer's body"),
                    new Key("egress.timeout", "60s", "of a whole exchange"),
                    new Key("llm.url", "", "of a server of models; empty: llm.chat asks none"),
                    new Key("llm.model", "", "that is asked unless a call names one"),
                    new Key("llm.api-key", "", "sent to it; empty: none"),
                    new Key("llm.api-key-file", "", "with that key, read for every call"),
                    new Key("llm.timeout", "120s", "of a whole answer"),
                    new Key("events.values", "none", "none or small: whether events carry values"),
                    new Key("events.outbox-bytes", "67108864", "of events that wait for Kafka"),
                    new Key("management.port", "9082", "the port of health and metrics"),
                    new Key("management.host", "0.0.0.0", "the address that port listens on"));

    /// Keys of the other processes and of the command line, which may share an environment with
    /// this one.
    private static final List<String> OTHERS =
            List.of(
                    "admin.",
                    "api.url",
                    "blobs.",
                    "cache",
                    "failpoints",
                    "test.guards.off",
                    "console.",
                    "database.",
                    "feed.",
                    "home",
                    "internal.",
                    "java",
                    "kafka.partitions",
                    "kafka.replication",
                    "kafka.retention",
                    "logs.",
                    "management.open",
                    "projection.",
                    "runs.",
                    "server.",
                    "session.",
                    "shared",
                    "stack",
                    "streams.",
                    "temporal.retention",
                    "temporal.server",
                    "token",
                    "url");

    private static final String OURS = "lovage.";

    SettingKeys(Environment environment) {
        var unknown = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            for (var name : source) {
                var key = dotted(name);
                if (key.startsWith(OURS) && !known(key.substring(OURS.length()))) {
                    unknown.add(name);
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(complaint(unknown));
        }
    }

    /// The same form for `lovage.files.roots[0]`, `stopGrace`, `stop-grace` and `STOP_GRACE`.
    private static String dotted(String name) {
        var hyphenated = name.contains("_") ? name : NameUtils.hyphenate(name);
        return hyphenated
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\[\\d+\\]", "")
                .replaceAll("[-_]", ".");
    }

    private static boolean known(String key) {
        return KEYS.stream().anyMatch(k -> dotted(k.name()).equals(key))
                || OTHERS.stream().anyMatch(key::startsWith);
    }

    private static String complaint(Set<String> unknown) {
        var names = KEYS.stream().map(k -> OURS + k.name()).toList();
        return unknown.stream()
                .map(name -> name + "." + Nearest.hint(dotted(name), names))
                .collect(Collectors.joining("\n  ", "Unknown settings:\n  ", ""));
    }

    record Key(String name, String fallback, String meaning) {}
}
