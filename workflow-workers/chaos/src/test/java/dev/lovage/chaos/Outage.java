package dev.lovage.chaos;

import dev.lovage.client.ProblemException;
import dev.lovage.client.UnreachableException;

import io.grpc.StatusRuntimeException;

import org.jspecify.annotations.Nullable;

/// What someone may be told while a part is down; everything else is a defect.
final class Outage {
    private static final int UNAVAILABLE = 503;

    private Outage() {}

    static boolean is(@Nullable Throwable e) {
        return switch (e) {
            case null -> false;
            case UnreachableException _, StatusRuntimeException _ -> true;
            case ProblemException said -> said.problem().status() == UNAVAILABLE;
            case Throwable other -> is(other.getCause());
        };
    }
}
