package dev.lovage.engine;

import dev.lovage.canvas.Signals;
import dev.lovage.canvas.Timestamps;
import dev.lovage.engine.interpreter.Interpreter;

import io.temporal.common.converter.RawValue;
import io.temporal.workflow.Workflow;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What is told to a run, kept until there is an interpreter to hear it. What cannot be read is
/// passed over: a signal never stops a run.
final class Incoming {
    private static final Logger LOG = Workflow.getLogger(Incoming.class);
    private static final int SHOWN = 200;

    private final List<Consumer<Interpreter>> early = new ArrayList<>();
    private @Nullable Interpreter hears;

    void listen(Interpreter interpreter) {
        hears = interpreter;
        early.forEach(told -> told.accept(interpreter));
        early.clear();
    }

    void signal(@Nullable RawValue raw) {
        var signal = read(raw, Signals.Signal.class);
        if (signal != null) {
            tell(run -> {
                if (!run.signal(signal)) {
                    LOG.warn("Too many signals: one for `{}` is dropped", shown(signal.name()));
                }
            });
        }
    }

    void pause(@Nullable RawValue raw) {
        var order = read(raw, Signals.Pause.class);
        if (order == null) {
            return;
        }
        try {
            var until = order.until();
            var moment = until == null ? null : Timestamps.parse(until);
            tell(run -> run.pause(order, moment));
        } catch (IllegalArgumentException e) {
            LOG.warn("A pause is passed over: {}", shown(e.getMessage()));
        }
    }

    void resume(@Nullable RawValue raw) {
        var order = read(raw, Signals.Resume.class);
        if (order != null) {
            tell(run -> run.resume(order));
        }
    }

    private void tell(Consumer<Interpreter> told) {
        if (hears == null) {
            early.add(told);
        } else {
            told.accept(hears);
        }
    }

    private static <T> @Nullable T read(@Nullable RawValue raw, Class<T> type) {
        if (raw == null) {
            LOG.warn("A {} without an argument is passed over", type.getSimpleName());
            return null;
        }
        try {
            return Json.MAPPER.readValue(raw.getPayload().getData().toByteArray(), type);
        } catch (IOException e) {
            LOG.warn(
                    "A {} that cannot be read is passed over: {}",
                    type.getSimpleName(),
                    shown(e.getMessage()));
            return null;
        }
    }

    private static String shown(@Nullable String text) {
        var line = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "..";
    }
}
