package dev.lovage.helm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A chart's folder, and what Helm says about it.
///
/// @param shown the copy that is rendered
record Chart(Path folder, Path shown) {
    static final Chart LOVAGE = new Chart(Path.of("lovage"));
    static final Chart STARTER = new Chart(Path.of("lovage-starter"));
    static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static final TypeReference<Map<String, @Nullable Object>> VALUES =
            new TypeReference<>() {};

    Chart(Path folder) {
        this(folder, Unhooked.copy(folder));
    }

    String name() {
        return folder.toString();
    }

    /// The files of values that must lint and render.
    List<Path> cases() {
        return list(folder.resolve("ci"));
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rendered render(Path values) {
        return render(values, "trying");
    }

    Rendered render(Path values, String release) {
        var text =
                new Helm(shown)
                        .template()
                        .withName(release)
                        .withNamespace("tried")
                        .withKubeVersion("1.34.0")
                        .withValuesFile(values)
                        .call();
        return Rendered.of(folder + "/" + values.getFileName(), text);
    }

    /// The values of a file of `ci`, with `patch` (YAML) over them.
    Rendered renderWith(String file, String patch) {
        try {
            var values = YAML.readValue(folder.resolve("ci").resolve(file).toFile(), VALUES);
            var merged = merged(values, YAML.readValue(patch, VALUES));
            var target = Files.createTempFile("values", ".yaml");
            try {
                YAML.writeValue(target.toFile(), merged);
                return render(target);
            } finally {
                Files.delete(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> below, Map<String, @Nullable Object> above) {
        var merged = new LinkedHashMap<>(below);
        above.forEach((key, value) -> merged.put(key, over(below.get(key), value)));
        return merged;
    }

    private static @Nullable Object over(@Nullable Object below, @Nullable Object above) {
        return below instanceof Map<?, ?> old && above instanceof Map<?, ?> now
                ? merged(YAML.convertValue(old, VALUES), YAML.convertValue(now, VALUES))
                : above;
    }

    JsonNode tree(String file) {
        try {
            return YAML.readTree(folder.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
