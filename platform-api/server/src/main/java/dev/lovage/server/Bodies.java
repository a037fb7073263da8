package dev.lovage.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.lovage.canvas.Nearest;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// Reads the bodies of requests, strictly: one JSON value within limits, no key twice, no field
/// that nobody reads, no text that PostgreSQL could not keep. What is wrong is named with its
/// place.
public final class Bodies {
    private static final int DEPTH = 100;
    private static final int DIGITS = 400;

    private static final ObjectMapper STRICT =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEPTH)
                                                    .maxNumberLength(DIGITS)
                                                    .maxNameLength(1_000)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .addModule(new JavaTimeModule())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .build();

    private Bodies() {}

    /// The body as this contract record.
    public static <T> T read(byte[] body, Class<T> type) {
        var tree = tree(body);
        new TextCheck().check("", tree);
        try {
            return Objects.requireNonNull(STRICT.treeToValue(tree, type));
        } catch (UnrecognizedPropertyException e) {
            throw ApiException.at(Code.MALFORMED, pointer(e), unknown(e));
        } catch (JsonMappingException e) {
            throw ApiException.at(Code.MALFORMED, pointer(e), "This is not of the right type.");
        } catch (JsonProcessingException | NullPointerException _) {
            throw ApiException.of(Code.MALFORMED, "The body must be a JSON object.");
        }
    }

    private static JsonNode tree(byte[] body) {
        try (JsonParser parser = STRICT.createParser(body)) {
            JsonNode tree = STRICT.readTree(parser);
            if (tree == null || !tree.isObject()) {
                throw ApiException.of(Code.MALFORMED, "The body must be a JSON object.");
            }
            if (parser.nextToken() != null) {
                throw ApiException.of(Code.MALFORMED, "There is something after the JSON object.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw ApiException.of(Code.MALFORMED, "The body is not JSON" + where(e) + ".");
        } catch (IOException e) {
            throw ApiException.of(Code.MALFORMED, "The body is not UTF-8 text.");
        }
    }

    private static String where(JsonProcessingException e) {
        var place = e.getLocation();
        var what = e.getOriginalMessage().lines().findFirst().orElse("");
        var at =
                place == null
                        ? ""
                        : ", line " + place.getLineNr() + " column " + place.getColumnNr();
        return at + (what.contains("Source") || what.contains(".java") ? "" : ": " + what);
    }

    private static String unknown(UnrecognizedPropertyException e) {
        var known = e.getKnownPropertyIds();
        List<String> names =
                known == null ? List.of() : known.stream().map(String::valueOf).toList();
        var name = e.getPropertyName();
        return "There is no field `" + name + "` here." + Nearest.hint(name, names);
    }

    private static String pointer(JsonMappingException e) {
        var pointer = new StringBuilder();
        for (var step : e.getPath()) {
            var name = step.getFieldName();
            pointer.append('/')
                    .append(name == null ? String.valueOf(step.getIndex()) : escaped(name));
        }
        return pointer.toString();
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /// Refuses text that is no Unicode, and the character NUL.
    private static final class TextCheck {
        void check(String pointer, JsonNode node) {
            if (node.isTextual()) {
                check(pointer, node.textValue());
            }
            node.properties()
                    .forEach(field -> {
                        var inner = pointer + "/" + escaped(field.getKey());
                        check(inner, field.getKey());
                        check(inner, field.getValue());
                    });
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                check(pointer + "/" + i, node.get(i));
            }
        }

        private static void check(String pointer, String text) {
            var broken = text.codePoints().anyMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
            if (broken) {
                throw ApiException.at(
                        Code.MALFORMED,
                        pointer,
                        "This text holds half a character or the character NUL.");
            }
        }
    }
}
