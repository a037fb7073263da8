package dev.lovage.server;

import static com.fasterxml.jackson.databind.cfg.CoercionAction.Fail;
import static com.fasterxml.jackson.databind.cfg.CoercionInputShape.Boolean;
import static com.fasterxml.jackson.databind.cfg.CoercionInputShape.Float;
import static com.fasterxml.jackson.databind.cfg.CoercionInputShape.Integer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;

import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Json;
import dev.lovage.canvas.Nearest;
import dev.lovage.client.Problem;

import io.micronaut.http.HttpRequest;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Reads the bodies of requests, strictly: one JSON object within limits, no key twice, no field
/// that nobody reads, no text that PostgreSQL could not keep. What is wrong is named with its
/// place.
public final class Bodies {
    private static final ObjectMapper STRICT =
            JsonMapper.builder()
                    .addModule(WireTimes.module())
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .withCoercionConfig(
                            LogicalType.Textual,
                            text -> {
                                text.setCoercion(Integer, Fail);
                                text.setCoercion(Float, Fail);
                                text.setCoercion(Boolean, Fail);
                            })
                    .build();

    private Bodies() {}

    /// The body as this contract record.
    public static <T> T read(byte[] body, Class<T> type) {
        return as(object(body), type);
    }

    /// The body as this contract record, all of whose components are absent when there is no body.
    public static <T> T optional(HttpRequest<byte[]> request, Class<T> type) {
        return request.getBody()
                .filter(body -> body.length > 0)
                .map(body -> read(body, type))
                .orElseGet(() -> as(Map.of(), type));
    }

    /// The body as a JSON object.
    public static Map<?, ?> object(byte[] body) {
        return object(body, Json::read);
    }

    /// The body as an object, written as JSON or as YAML.
    public static Map<?, ?> document(byte[] body) {
        return object(body, Json::readDocument);
    }

    private static Map<?, ?> object(byte[] body, Function<String, @Nullable Object> reading) {
        try {
            if (reading.apply(text(body)) instanceof Map<?, ?> object) {
                refuseNul("", object);
                return object;
            }
            throw ApiException.of(Code.MALFORMED, "The body must be a JSON object.");
        } catch (InvalidCanvasException e) {
            throw ApiException.of(
                    Code.MALFORMED, "The body is not proper JSON.", details("", e.flaws()));
        }
    }

    /// A JSON object as this contract record.
    public static <T> T as(Map<?, ?> object, Class<T> type) {
        try {
            return STRICT.convertValue(object, type);
        } catch (IllegalArgumentException e) {
            throw switch (e.getCause()) {
                case UnrecognizedPropertyException cause ->
                        ApiException.at(Code.MALFORMED, pointer(cause), unknown(cause));
                case JsonMappingException cause ->
                        ApiException.at(Code.MALFORMED, pointer(cause), misfit(cause));
                case null, default -> e;
            };
        }
    }

    /// Refuses a field that the language has and this version does not.
    public static void refuseLater(Map<?, ?> object, Set<String> later) {
        later.stream()
                .filter(object::containsKey)
                .findFirst()
                .ifPresent(key -> {
                    throw ApiException.at(
                            Code.NOT_YET,
                            "/" + key,
                            "`" + key + "` is not supported yet; leave it out.");
                });
    }

    /// The body as text; what is not UTF-8 is refused.
    public static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException _) {
            throw ApiException.of(Code.MALFORMED, "The body is not UTF-8 text.");
        }
    }

    /// Flaws that the language found, as errors of a problem.
    ///
    /// @param prefix pointer to what was read, in the body
    public static List<Problem.Detail> details(String prefix, List<Flaw> flaws) {
        return flaws.stream()
                .map(flaw ->
                        new Problem.Detail(prefix + flaw.pointer(), flaw.code(), message(flaw)))
                .toList();
    }

    private static String message(Flaw flaw) {
        var position = flaw.position();
        return position == null
                ? flaw.message()
                : "Line %d, column %d: %s"
                        .formatted(position.line(), position.column(), flaw.message());
    }

    private static void refuseNul(String pointer, @Nullable Object value) {
        switch (value) {
            case String text when text.indexOf('\0') >= 0 ->
                    throw ApiException.at(
                            Code.MALFORMED, pointer, "The character NUL cannot be kept.");
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    refuseNul(pointer + "/" + i, list.get(i));
                }
            }
            case Map<?, ?> map ->
                    map.forEach((key, inner) -> {
                        var at = pointer + "/" + escaped(String.valueOf(key));
                        refuseNul(at, key);
                        refuseNul(at, inner);
                    });
            case null, default -> {}
        }
    }

    private static String misfit(JsonMappingException e) {
        if (!(e instanceof MismatchedInputException misfit) || misfit.getTargetType() == null) {
            return "This is not of the right type.";
        }
        Class<?> type = misfit.getTargetType();
        if (type.isEnum()) {
            var words = Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
            return "It is one of " + String.join(", ", words) + ".";
        }
        if (e instanceof InvalidFormatException
                && (type == Instant.class || type == Duration.class)) {
            return misfit.getOriginalMessage();
        }
        var kind = kind(type);
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " is expected here.";
    }

    private static String kind(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type == String.class || type == Instant.class || type == Duration.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "a number" : "an object";
    }

    private static String unknown(UnrecognizedPropertyException e) {
        var known = e.getKnownPropertyIds();
        var names =
                known == null ? List.<String>of() : known.stream().map(String::valueOf).toList();
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

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
