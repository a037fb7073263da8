package dev.lovage.sdk.flow;

import dev.lovage.sdk.JavaValues;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Optional;
import java.util.regex.Pattern;

/// A value that is there only while a run runs: the run's input, the result of a step, an element
/// of a list, or what an expression makes of them.
public final class Ref<T> implements Arg<T> {
    private static final Pattern FIELD = Pattern.compile("(.+)\\.([A-Za-z_][A-Za-z0-9_]*)");

    private final String source;
    private final @Nullable Type type;

    Ref(String source, @Nullable Type type) {
        this.source = source;
        this.type = type instanceof TypeVariable<?> ? null : type;
    }

    /// A field of it: `order.get(Order::items)`.
    public <R> Ref<R> get(Getter<T, R> field) {
        return field(field);
    }

    /// A field of it that may be absent: `order.maybe(Order::note).orElse("none")`.
    public <R> Ref<R> maybe(Getter<T, Optional<R>> field) {
        return field(field);
    }

    private <R> Ref<R> field(Getter<T, ?> field) {
        var accessor = Lambdas.method(field);
        return new Ref<>(
                Cel.field(source, JavaValues.field(accessor)),
                present(accessor.getGenericReturnType()));
    }

    /// A field of it, by its name in JSON.
    public Ref<Object> get(String field) {
        return new Ref<>(Cel.field(source, field), null);
    }

    /// A field of it, by its name in JSON.
    public <R> Ref<R> get(String field, Class<R> type) {
        return new Ref<>(Cel.field(source, field), type);
    }

    /// An element of it, from 0.
    public Ref<Object> at(int place) {
        return new Ref<>(
                source + "[" + place + "]",
                type == null ? null : JavaValues.elementOf(type).orElse(null));
    }

    /// This field, or `otherwise` where it is absent.
    public Ref<T> orElse(T otherwise) {
        var field = FIELD.matcher(source);
        if (!field.matches()) {
            throw new IllegalArgumentException(
                    "Only a field may be absent: maybe(..).orElse(..), not `" + source + "`");
        }
        var literal = Cel.source(otherwise);
        return new Ref<>(
                field.group(1) + ".?" + field.group(2) + ".orValue(" + literal + ")", type);
    }

    /// How many elements, fields or characters it has.
    public Ref<Long> size() {
        return new Ref<>("size(" + source + ")", long.class);
    }

    /// Whether it equals a constant or another reference.
    public Ref<Boolean> is(@Nullable Object other) {
        return compared("==", other);
    }

    /// Whether it does not equal a constant or another reference.
    public Ref<Boolean> isNot(@Nullable Object other) {
        return compared("!=", other);
    }

    /// Whether it is greater than a constant or another reference.
    public Ref<Boolean> moreThan(Object other) {
        return compared(">", other);
    }

    /// Whether it is less than a constant or another reference.
    public Ref<Boolean> lessThan(Object other) {
        return compared("<", other);
    }

    private Ref<Boolean> compared(String operator, @Nullable Object other) {
        return new Ref<>(
                Cel.operand(this) + " " + operator + " " + Cel.operand(other), boolean.class);
    }

    /// The expression, without `${` and `}`.
    public String source() {
        return source;
    }

    @Override
    public String written() {
        return "${" + source + "}";
    }

    @Override
    public @Nullable Type type() {
        return type;
    }

    @Override
    public String toString() {
        return written();
    }

    private static Type present(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                ? generic.getActualTypeArguments()[0]
                : type;
    }
}
