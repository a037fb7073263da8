package dev.lovage.server.run;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Definition;
import dev.lovage.canvas.RunInput;
import dev.lovage.canvas.RunInput.Bundle;
import dev.lovage.events.Payload;
import dev.lovage.server.run.RunEngine.Description;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// A run that is to be repeated, as far as it is still known.
///
/// @param description of Temporal; absent once its history is deleted
/// @param started what it was started with; absent the same
/// @param row of the read model; absent when it has not heard of the run yet
/// @param bundle what it ran
record RepeatedRun(
        String id,
        Optional<Description> description,
        Optional<RunInput> started,
        Optional<RunRow> row,
        Bundle bundle) {

    Definition definition() {
        return CanvasReader.definition(bundle.pinned().definition());
    }

    List<String> tags() {
        return started.map(input -> input.frozen().tags())
                .or(() -> row.map(found -> found.about().tags()))
                .orElse(List.of());
    }

    @Nullable Integer priority() {
        return started.map(input -> input.frozen().priority()).orElse(null);
    }

    boolean hasEnded() {
        return description
                .map(found -> found.state().ended())
                .or(() -> row.map(found -> found.progress().status().ended()))
                .orElse(false);
    }

    /// The input it had.
    Payload input() {
        return started.<Payload>map(input -> new Payload.Inline(input.input()))
                .or(() -> row.map(found -> found.about().input()))
                .orElse(Payload.NONE);
    }
}
