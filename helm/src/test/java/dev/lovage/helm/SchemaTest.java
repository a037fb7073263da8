package dev.lovage.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The schema is the reference of the values: it describes each, and the README repeats it.
class SchemaTest {
    static final List<Chart> CHARTS = RenderTest.CHARTS;

    private static Map<String, JsonNode> values(Chart chart) {
        var values = new TreeMap<String, JsonNode>();
        collect("", chart.tree("values.schema.json"), values);
        return values;
    }

    private static void collect(String path, JsonNode schema, Map<String, JsonNode> into) {
        schema.path("properties")
                .propertyStream()
                .forEach(it -> {
                    var below = path.isEmpty() ? it.getKey() : path + "." + it.getKey();
                    into.put(below, it.getValue());
                    collect(below, it.getValue(), into);
                });
    }

    @ParameterizedTest
    @FieldSource("CHARTS")
    void describesEveryValue(Chart chart) {
        System.out.println(chart.name() + ": " + values(chart).size() + " values described");
        assertThat(values(chart))
                .allSatisfy((path, schema) ->
                        assertThat(schema.path("description").asText())
                                .as(path)
                                .hasSizeGreaterThan(3));
    }

    @ParameterizedTest
    @FieldSource("CHARTS")
    void isClosedWhereverItHasValuesOfOurs(Chart chart) {
        assertThat(values(chart))
                .allSatisfy((path, schema) ->
                        assertThat(
                                        !schema.has("properties")
                                                || schema.path("additionalProperties").isBoolean())
                                .as(path)
                                .isTrue());
        assertThat(chart.tree("values.schema.json").path("additionalProperties").isBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @FieldSource("CHARTS")
    void everyValueHasADefault(Chart chart) {
        var defaults = chart.tree("values.yaml");

        assertThat(values(chart).entrySet())
                .filteredOn(it -> it.getValue().has("type") && !it.getKey().equals("global"))
                .allMatch(it ->
                        defaults.at("/" + it.getKey().replace('.', '/')).isMissingNode() == false);
    }

    @ParameterizedTest
    @FieldSource("CHARTS")
    void theReadmeListsEveryValueWithItsDescription(Chart chart) throws IOException {
        var readme = Files.readString(chart.folder().resolve("README.md"));

        assertThat(values(chart).entrySet())
                .filteredOn(it -> it.getValue().has("type") && !it.getValue().has("properties"))
                .allSatisfy(it ->
                        assertThat(readme)
                                .contains("| `" + it.getKey() + "` |")
                                .contains(it.getValue().path("description").asText()));
    }
}
