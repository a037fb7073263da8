package dev.lovage.docker;

import com.fasterxml.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An image: its files, unpacked, and what a runtime is told about it.
record Built(String name, Path root, JsonNode config) {
    String user() {
        return config.path("User").asText();
    }

    List<String> entryPoint() {
        return texts(config.path("Entrypoint"));
    }

    List<String> healthCheck() {
        var test = texts(config.at("/Healthcheck/Test"));
        return test.subList(1, test.size());
    }

    /// Another program of the image, started as charts do.
    static List<String> java(String... arguments) {
        var line =
                new ArrayList<>(
                        List.of("/opt/java/bin/java", "@/app/java.args", "-cp", "/app/app.jar"));
        line.addAll(List.of(arguments));
        return line;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
