package dev.lovage.samples;

import dev.lovage.sdk.TaskContext;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// Does things in the outside world, and undoes them, once however often it is asked: by the
/// idempotency key of the step that asks.
final class Effects {
    private final Ledger ledger;

    Effects(Ledger ledger) {
        this.ledger = ledger;
    }

    /// The effect that this step has had already.
    Optional<String> had(String kind, TaskContext step) {
        return ledger.find(kind + " " + step.idempotencyKey());
    }

    /// Has the effect, unless this step has had it.
    ///
    /// @return what names the effect: the same in every attempt of the step
    String have(String kind, TaskContext step) {
        return ledger.once(kind + " " + step.idempotencyKey(), name(kind, step));
    }

    /// Undoes an effect. A second step that undoes it leaves a trace, and does nothing.
    ///
    /// @param effect as [#have] named it
    void undo(String kind, String effect, TaskContext step) {
        var by = ledger.once(kind + " " + effect, step.idempotencyKey());
        if (!by.equals(step.idempotencyKey())) {
            ledger.once(kind + "-again " + effect, step.idempotencyKey());
        }
    }

    private static String name(String kind, TaskContext step) {
        var key = step.idempotencyKey().getBytes(StandardCharsets.UTF_8);
        return kind + "-" + UUID.nameUUIDFromBytes(key);
    }
}
