package dev.lovage.sdk.flow;

import dev.lovage.sdk.flow.TaskReference.To1;
import dev.lovage.sdk.flow.TaskReference.To2;
import dev.lovage.sdk.flow.TaskReference.To3;
import dev.lovage.sdk.flow.TaskReference.To4;
import dev.lovage.sdk.flow.TaskReference.To5;
import dev.lovage.sdk.flow.TaskReference.To6;
import dev.lovage.sdk.flow.TaskReference.To7;
import dev.lovage.sdk.flow.TaskReference.To8;
import dev.lovage.sdk.flow.TaskReference.Void1;
import dev.lovage.sdk.flow.TaskReference.Void2;
import dev.lovage.sdk.flow.TaskReference.Void3;
import dev.lovage.sdk.flow.TaskReference.Void4;
import dev.lovage.sdk.flow.TaskReference.Void5;
import dev.lovage.sdk.flow.TaskReference.Void6;
import dev.lovage.sdk.flow.TaskReference.Void7;
import dev.lovage.sdk.flow.TaskReference.Void8;

/// The calls of [Steps], one for each number of parameters that a task may have.
///
/// A [dev.lovage.sdk.TaskContext] among a method's parameters is not given: it is the platform's.
@SuppressWarnings("overloads") // of a method that gives a value, the compiler takes `To`
abstract sealed class Calls permits Steps {

    public static <A, R> Call<R> call(To1<A, R> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A> Call<Void> call(Void1<A> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, R> TaskToCall<R> task(To1<A, R> task) {
        return TaskToCall.of(task);
    }

    public static <A> TaskToCall<Void> task(Void1<A> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, R> Call<R> call(To2<A, B, R> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B> Call<Void> call(Void2<A, B> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, R> TaskToCall<R> task(To2<A, B, R> task) {
        return TaskToCall.of(task);
    }

    public static <A, B> TaskToCall<Void> task(Void2<A, B> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, R> Call<R> call(To3<A, B, C, R> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C> Call<Void> call(Void3<A, B, C> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, R> TaskToCall<R> task(To3<A, B, C, R> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C> TaskToCall<Void> task(Void3<A, B, C> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, R> Call<R> call(To4<A, B, C, D, R> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D> Call<Void> call(Void4<A, B, C, D> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, R> TaskToCall<R> task(To4<A, B, C, D, R> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D> TaskToCall<Void> task(Void4<A, B, C, D> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, E, R> Call<R> call(To5<A, B, C, D, E, R> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, E> Call<Void> call(Void5<A, B, C, D, E> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, E, R> TaskToCall<R> task(To5<A, B, C, D, E, R> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, E> TaskToCall<Void> task(Void5<A, B, C, D, E> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, E, F, R> Call<R> call(
            To6<A, B, C, D, E, F, R> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, E, F> Call<Void> call(
            Void6<A, B, C, D, E, F> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, E, F, R> TaskToCall<R> task(To6<A, B, C, D, E, F, R> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, E, F> TaskToCall<Void> task(Void6<A, B, C, D, E, F> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, E, F, G, R> Call<R> call(
            To7<A, B, C, D, E, F, G, R> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, E, F, G> Call<Void> call(
            Void7<A, B, C, D, E, F, G> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, E, F, G, R> TaskToCall<R> task(To7<A, B, C, D, E, F, G, R> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, E, F, G> TaskToCall<Void> task(Void7<A, B, C, D, E, F, G> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, E, F, G, H, R> Call<R> call(
            To8<A, B, C, D, E, F, G, H, R> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, E, F, G, H> Call<Void> call(
            Void8<A, B, C, D, E, F, G, H> task, Object... arguments) {
        return task(task).call(arguments);
    }

    public static <A, B, C, D, E, F, G, H, R> TaskToCall<R> task(
            To8<A, B, C, D, E, F, G, H, R> task) {
        return TaskToCall.of(task);
    }

    public static <A, B, C, D, E, F, G, H> TaskToCall<Void> task(
            Void8<A, B, C, D, E, F, G, H> task) {
        return TaskToCall.of(task);
    }
}
