package dev.lovage.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The published schemas say what our events look like, all of it.
class SchemaTest {
    static final List<String> TYPES = Schemas.TYPES;

    private static Stream<CloudEvent> all() {
        return Stream.concat(
                Stream.concat(
                        EventCodecTest.events().stream().map(EventCodec::encode),
                        AttemptEventTest.events().stream().map(EventCodec::encodeAttempt)),
                new RandomEvents(7).written(300));
    }

    private static JsonNode data(CloudEvent event) {
        try {
            return Schemas.JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /// Whoever adds a type adds it to [Schemas#TYPES], with a schema and its baseline.
    @Test
    void everyTypeThatTheCodecKnowsIsPublished() {
        var known =
                Stream.concat(
                        Stream.of(EventCodec.class.getFields()).map(SchemaTest::text),
                        Stream.of(Heartbeat.TYPE));

        assertThat(known.filter(text -> text.startsWith("dev.lovage.")))
                .containsExactlyInAnyOrderElementsOf(TYPES);
    }

    private static String text(Field constant) {
        try {
            return String.valueOf(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whateverWeWriteFitsItsSchemaAndHasNoFieldThatItDoesNotName() {
        var schemas =
                TYPES.stream().collect(Collectors.toMap(Function.identity(), Schemas::strict));
        var seen = new HashSet<String>();

        all().forEach(event -> {
            seen.add(event.type());
            assertThat(schemas.get(event.type()).validate(data(event)))
                    .as("%s %s", event.type(), event.data())
                    .isEmpty();
        });

        assertThat(seen).containsExactlyInAnyOrderElementsOf(TYPES);
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void anEventWithoutAFieldThatItMustHaveDoesNotFit(String type) {
        var schema = Schemas.of(Schemas.published(type));
        var event = all().filter(e -> e.type().equals(type)).map(SchemaTest::data).findFirst();

        Schemas.published(type)
                .get("required")
                .forEach(name -> assertMissed(schema, event.orElseThrow(), name.asText()));
    }

    private static void assertMissed(Schema schema, JsonNode event, String name) {
        ObjectNode without = event.deepCopy();
        without.remove(name);
        assertThat(schema.validate(without)).as("without %s", name).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void aSchemaIsNamedForItsTypeAndReadByAnyTool(String type) {
        var schema = Schemas.published(type);

        assertThat(schema.get("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(schema.get("$id").asText()).endsWith("/" + type + ".json");
        assertThat(schema.get("title").asText()).isNotBlank();
    }
}
