package dev.lovage.worker.http;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.lovage.sdk.TaskFailure;

import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A call of `http.request` in the making; each word gives another one.
record Call(Wire wire, Map<String, JsonNode> arguments) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_BYTES = 200_000;

    static Call allowing(String... openings) {
        return through(InetAddress::getAllByName, openings);
    }

    static Call through(Names names, String... openings) {
        return through(names, DefaultClientTlsStrategy.createDefault(), openings);
    }

    static Call through(Names names, TlsSocketStrategy tls, String... openings) {
        var settings = new EgressSettings(List.of(openings), MOST_BYTES, Duration.ofSeconds(20));
        return new Call(new Wire(new Egress(settings.allow(), names), settings, tls), Map.of());
    }

    Call with(String name, Object value) {
        var all = new TreeMap<>(arguments);
        all.put(name, JSON.valueToTree(value));
        return new Call(wire, all);
    }

    Answer get(String url) throws InterruptedException {
        return new HttpTasks(wire)
                .request(
                        url,
                        as("method", Method.class),
                        as("headers", Map.class).map(Call::texts),
                        Optional.ofNullable(arguments.get("query")).map(Call::members),
                        Optional.ofNullable(arguments.get("body")),
                        as("expect", Integer[].class).map(List::of),
                        as("timeout", Integer.class).map(Duration::ofMillis),
                        as("redirects", Integer.class),
                        as("keep", Boolean.class),
                        new OneStep());
    }

    TaskFailure failure(String url) {
        return catchThrowableOfType(TaskFailure.class, () -> get(url));
    }

    private <T> Optional<T> as(String name, Class<T> type) {
        return Optional.ofNullable(arguments.get(name))
                .map(value -> JSON.convertValue(value, type));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(Map<?, ?> map) {
        return (Map<String, String>) map;
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        var members = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(e -> members.put(e.getKey(), e.getValue()));
        return members;
    }
}
