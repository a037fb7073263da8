package dev.lovage.sdk;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A component of a record must be given unless its type says that it may be absent: `Optional`, or
/// annotated `@Nullable`, whoever's annotation that is.
final class Required extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        var component = component(member);
        return component.isPresent()
                ? (Boolean) component.filter(c -> !optional(c.getAnnotatedType())).isPresent()
                : super.hasRequiredMarker(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        var own = super.findSetterInfo(annotated);
        return annotated instanceof AnnotatedMember member
                        && component(member)
                                .map(RecordComponent::getAnnotatedType)
                                .filter(type -> !optional(type) && !anything(type))
                                .isPresent()
                ? own.withValueNulls(Nulls.FAIL)
                : own;
    }

    /// Whether a value of this type may be left out, and may be `null`.
    static boolean optional(AnnotatedType type) {
        var raw = raw(type);
        return raw == Optional.class
                || raw == OptionalInt.class
                || raw == OptionalLong.class
                || raw == OptionalDouble.class
                || Arrays.stream(type.getAnnotations())
                        .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
    }

    /// Whether a value of this type may be `null` without being left out: it stands for any JSON.
    static boolean anything(AnnotatedType type) {
        var raw = raw(type);
        return raw == Object.class || raw == JsonNode.class;
    }

    private static Object raw(AnnotatedType type) {
        return type.getType() instanceof ParameterizedType generic
                ? generic.getRawType()
                : type.getType();
    }

    private static Optional<RecordComponent> component(AnnotatedMember member) {
        if (!(member instanceof AnnotatedParameter parameter)
                || !member.getDeclaringClass().isRecord()) {
            return Optional.empty();
        }
        var components = member.getDeclaringClass().getRecordComponents();
        return parameter.getOwner().getParameterCount() == components.length
                ? Optional.of(components[parameter.getIndex()])
                : Optional.empty();
    }
}
