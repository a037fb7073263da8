package dev.lovage.sdk.flow;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the method that a method reference names, as Java itself writes it down.
final class Lambdas {
    private Lambdas() {}

    static Method method(Serializable reference) {
        var written = written(reference);
        var name = written.getImplMethodName();
        if (name.startsWith("lambda$")) {
            throw new IllegalArgumentException(
                    "A lambda has no name to call it by: write a method reference, as"
                            + " Images::resize. (One to a method with variable arguments is made a"
                            + " lambda by the compiler.)");
        }
        var loader = reference.getClass().getClassLoader();
        var parameters =
                MethodType.fromMethodDescriptorString(written.getImplMethodSignature(), loader)
                        .parameterList();
        var owner = type(written.getImplClass(), loader);
        return find(owner, name, parameters)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "No method %s.%s".formatted(owner.getSimpleName(), name)));
    }

    private static SerializedLambda written(Serializable reference) {
        try {
            var replace = reference.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            return (SerializedLambda) replace.invoke(reference);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "Write a method reference, as Images::resize, not an object of %s"
                            .formatted(reference.getClass().getSimpleName()),
                    e);
        }
    }

    private static Class<?> type(String name, ClassLoader loader) {
        try {
            return Class.forName(name.replace('/', '.'), false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The class of a method reference is gone", e);
        }
    }

    private static Optional<Method> find(Class<?> type, String name, List<Class<?>> parameters) {
        var own =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name) && !method.isBridge())
                        .filter(method -> List.of(method.getParameterTypes()).equals(parameters))
                        .findFirst();
        var above =
                Stream.concat(
                        Stream.ofNullable(type.getSuperclass()),
                        Arrays.stream(type.getInterfaces()));
        return own.or(
                () -> above.flatMap(each -> find(each, name, parameters).stream()).findFirst());
    }
}
