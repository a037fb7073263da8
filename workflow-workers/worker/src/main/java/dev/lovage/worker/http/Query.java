package dev.lovage.worker.http;

import com.fasterxml.jackson.databind.JsonNode;

import dev.lovage.sdk.TaskFailure;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Arguments as they stand in a URL: a list gives its name once for each, nothing gives none.
final class Query {
    private Query() {}

    static String of(Map<String, JsonNode> arguments) {
        return arguments.entrySet().stream()
                .flatMap(e -> values(e.getKey(), e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static Stream<String> values(String name, JsonNode value) {
        if (value.isObject()) {
            throw TaskFailure.of(
                            TaskFailure.BAD_ARGUMENTS,
                            "`query.%s` is an object; a text, a number or a list of them can stand in a URL"
                                    .formatted(name))
                    .permanent();
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .flatMap(each -> values(name, each));
        }
        return value.isNull()
                ? Stream.empty()
                : Stream.of(encoded(name) + "=" + encoded(value.asText()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
