package dev.lovage.canvas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// Checks inputs against the JSON Schema 2020-12 of a definition and fills in its defaults.
public final class InputSchema {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDialect(
                    Dialects.getDraft202012(),
                    registry ->
                            registry.schemaLoader(loader -> loader.fetchRemoteResources(false))
                                    .schemaCacheEnabled(false)
                                    .schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .pathType(PathType.JSON_POINTER)
                                                    .locale(Locale.ROOT)
                                                    .regularExpressionFactory(Regex::of)
                                                    .build()));

    private static final Schema SCHEMA_OF_SCHEMAS =
            REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

    private final Map<String, @Nullable Object> tree;
    private final Schema schema;

    private InputSchema(Map<String, @Nullable Object> tree, Schema schema) {
        this.tree = tree;
        this.schema = schema;
    }

    /// The schema of a definition that was read, and so is known to be one.
    public static InputSchema of(Map<String, @Nullable Object> schema) {
        return new InputSchema(schema, REGISTRY.getSchema(Json.node(schema)));
    }

    /// The input with all defaults filled in; an absent one is begun as `{}` where the schema asks
    /// for an object.
    ///
    /// @throws InvalidCanvasException with a flaw `INPUT_INVALID` for every place that misses the
    ///   schema
    public @Nullable Object fill(@Nullable Object input) {
        return fill(input, _ -> true);
    }

    /// The same of an input that another run makes: what is kept by reference is not looked into.
    ///
    /// @throws InvalidCanvasException with a flaw `INPUT_INVALID` for every other place that misses
    ///   the schema
    public @Nullable Object fillAround(@Nullable Object input) {
        return fill(input, pointer -> !inReference(input, pointer));
    }

    private @Nullable Object fill(@Nullable Object input, Predicate<String> counts) {
        var plain =
                Json.plain(input == null && "object".equals(tree.get("type")) ? Map.of() : input);
        var filled = new SchemaDefaults(tree).fill(plain);
        var flaws = new Flaws(Map.of());
        validate(schema, filled, Pointer.ROOT, "INPUT_INVALID", flaws, counts);
        flaws.throwIfAny();
        return filled;
    }

    private static boolean inReference(@Nullable Object value, String pointer) {
        if (BlobReference.of(value).isPresent()) {
            return true;
        }
        int end = pointer.indexOf('/', 1);
        var name = end < 0 ? pointer : pointer.substring(0, end);
        var rest = end < 0 ? "" : pointer.substring(end);
        return switch (value) {
            case Map<?, ?> map when !name.isEmpty() -> {
                var key = name.substring(1).replace("~1", "/").replace("~0", "~");
                yield map.containsKey(key) && inReference(map.get(key), rest);
            }
            case List<?> list when name.matches("/[0-9]{1,9}") -> {
                int index = Integer.parseInt(name.substring(1));
                yield index < list.size() && inReference(list.get(index), rest);
            }
            case null, default -> false;
        };
    }

    /// Notes what is wrong with the schema itself, which stands at `pointer`.
    static void check(Map<String, @Nullable Object> schema, String pointer, Flaws flaws) {
        validate(SCHEMA_OF_SCHEMAS, schema, pointer, "SCHEMA", flaws, _ -> true);
        new SchemaRefs(schema, pointer, flaws).check();
    }

    private static void validate(
            Schema schema,
            @Nullable Object value,
            String pointer,
            String code,
            Flaws flaws,
            Predicate<String> counts) {
        for (var error : schema.validate(Json.node(value))) {
            if (!counts.test(error.getInstanceLocation().toString())) {
                continue;
            }
            flaws.add(pointer + place(error), code, sentence(error));
        }
    }

    /// Of the member itself where it is one that is missing or too many.
    private static String place(Error error) {
        var object = error.getInstanceLocation().toString();
        return error.getProperty() == null ? object : Pointer.of(object, error.getProperty());
    }

    private static String sentence(Error error) {
        var message = error.getMessage();
        return message.isEmpty()
                ? "Misses the schema."
                : Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
