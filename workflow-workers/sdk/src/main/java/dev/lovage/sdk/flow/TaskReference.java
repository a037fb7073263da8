package dev.lovage.sdk.flow;

import java.io.Serializable;

/// A reference to a method that is a task, `Images::resize`, by how much it takes; the first is the
/// object that has the method.
///
/// Those named `To` give a value, those named `Void` give none.
public interface TaskReference extends Serializable {

    @FunctionalInterface
    interface To1<A, R> extends TaskReference {
        R call(A a) throws Exception;
    }

    @FunctionalInterface
    interface To2<A, B, R> extends TaskReference {
        R call(A a, B b) throws Exception;
    }

    @FunctionalInterface
    interface To3<A, B, C, R> extends TaskReference {
        R call(A a, B b, C c) throws Exception;
    }

    @FunctionalInterface
    interface To4<A, B, C, D, R> extends TaskReference {
        R call(A a, B b, C c, D d) throws Exception;
    }

    @FunctionalInterface
    interface To5<A, B, C, D, E, R> extends TaskReference {
        R call(A a, B b, C c, D d, E e) throws Exception;
    }

    @FunctionalInterface
    interface To6<A, B, C, D, E, F, R> extends TaskReference {
        R call(A a, B b, C c, D d, E e, F f) throws Exception;
    }

    @FunctionalInterface
    interface To7<A, B, C, D, E, F, G, R> extends TaskReference {
        R call(A a, B b, C c, D d, E e, F f, G g) throws Exception;
    }

    @FunctionalInterface
    interface To8<A, B, C, D, E, F, G, H, R> extends TaskReference {
        R call(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
    }

    @FunctionalInterface
    interface Void1<A> extends TaskReference {
        void call(A a) throws Exception;
    }

    @FunctionalInterface
    interface Void2<A, B> extends TaskReference {
        void call(A a, B b) throws Exception;
    }

    @FunctionalInterface
    interface Void3<A, B, C> extends TaskReference {
        void call(A a, B b, C c) throws Exception;
    }

    @FunctionalInterface
    interface Void4<A, B, C, D> extends TaskReference {
        void call(A a, B b, C c, D d) throws Exception;
    }

    @FunctionalInterface
    interface Void5<A, B, C, D, E> extends TaskReference {
        void call(A a, B b, C c, D d, E e) throws Exception;
    }

    @FunctionalInterface
    interface Void6<A, B, C, D, E, F> extends TaskReference {
        void call(A a, B b, C c, D d, E e, F f) throws Exception;
    }

    @FunctionalInterface
    interface Void7<A, B, C, D, E, F, G> extends TaskReference {
        void call(A a, B b, C c, D d, E e, F f, G g) throws Exception;
    }

    @FunctionalInterface
    interface Void8<A, B, C, D, E, F, G, H> extends TaskReference {
        void call(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
    }
}
