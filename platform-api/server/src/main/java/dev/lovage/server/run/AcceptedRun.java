package dev.lovage.server.run;

import dev.lovage.canvas.RunInput;
import dev.lovage.events.Payload;

import java.util.List;

/// What is known of a run from the moment Temporal accepted it, and never changes.
///
/// @param temporalRun Temporal's run id of the first execution
/// @param queue as on the wire: `{tenant}/{queue}`, the default tenant's bare
/// @param input with the schema's defaults filled in; [Payload.Omitted] over 16 KiB
public record AcceptedRun(
        RunKey key,
        String temporalRun,
        String definition,
        int revision,
        String queue,
        List<String> tags,
        RunInput.Origin origin,
        Payload input) {
    public AcceptedRun {
        tags = List.copyOf(tags);
    }

    AcceptedRun with(Payload given) {
        return new AcceptedRun(key, temporalRun, definition, revision, queue, tags, origin, given);
    }
}
