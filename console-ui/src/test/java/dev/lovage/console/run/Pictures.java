package dev.lovage.console.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.console.FakeWorkflows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Of every kind of canvas a definition, and beside it what the browser's graph gets to draw it.
public final class Pictures {
    private static final Path FOLDER = Path.of("src/test/resources/pictures");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Pictures() {}

    /// Their names: the kinds.
    public static List<String> all() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList();
        }
    }

    /// What is expected.
    public static String golden(String kind) throws IOException {
        return Files.readString(FOLDER.resolve(kind + ".json"));
    }

    /// What is drawn.
    static String drawn(String kind) throws IOException {
        var definition = CanvasReader.definition(Files.readString(FOLDER.resolve(kind + ".yaml")));
        return print(JSON.valueToTree(GraphShape.of(FakeWorkflows.graph(definition))));
    }

    static void write(String kind, String picture) throws IOException {
        Files.writeString(FOLDER.resolve(kind + ".json"), picture);
    }

    /// A line for each node and edge.
    private static String print(JsonNode shape) throws JsonProcessingException {
        return "{\"nodes\": [\n%s\n], \"edges\": [\n%s\n]}\n"
                .formatted(lines(shape.get("nodes")), lines(shape.get("edges")));
    }

    private static String lines(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> "  " + each)
                .collect(Collectors.joining(",\n"));
    }
}
