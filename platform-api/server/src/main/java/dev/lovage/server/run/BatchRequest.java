package dev.lovage.server.run;

import dev.lovage.client.Batch;
import dev.lovage.client.Batch.Act;
import dev.lovage.events.RunState;
import dev.lovage.server.ApiException;
import dev.lovage.server.Bodies;
import dev.lovage.server.Code;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads what is to be done to many runs, and refuses what cannot be meant.
final class BatchRequest {
    private BatchRequest() {}

    static Batch read(byte[] body) {
        var object = Bodies.object(body);
        if (object.get("act") == null) {
            throw ApiException.at(Code.MALFORMED, "/act", "`act` is missing.");
        }
        var batch = Bodies.as(object, Batch.class);
        if ((batch.ids() == null) == (batch.filter() == null)) {
            throw ApiException.at(
                    Code.INVALID, "/ids", "Say which runs: either `ids` or a `filter`, not both.");
        }
        if (batch.ids() != null) {
            refuse(batch.ids(), batch.pageToken());
        }
        if (batch.until() != null && batch.act() != Act.PAUSE) {
            throw ApiException.at(Code.INVALID, "/until", "Only a pause has an end.");
        }
        return batch;
    }

    private static void refuse(List<String> ids, @Nullable String pageToken) {
        if (ids.isEmpty() || ids.size() > Batch.LARGEST) {
            throw ApiException.at(
                    Code.INVALID,
                    "/ids",
                    "One request takes 1 to " + Batch.LARGEST + " ids; send the rest in another.");
        }
        if (pageToken != null) {
            throw ApiException.at(Code.INVALID, "/pageToken", "`ids` have no pages; leave it out.");
        }
    }

    /// Those of the runs asked for that it means anything to; nothing where there can be none.
    static Optional<RunFilter> filter(Act act, Batch.Filter asked) {
        var status = asked.status();
        var states =
                Arrays.stream(RunState.values())
                        .filter(state -> means(act, state))
                        .filter(state ->
                                status == null || status.isEmpty() || status.contains(state))
                        .collect(Collectors.toUnmodifiableSet());
        return states.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new RunFilter(
                                states,
                                asked.workflow(),
                                asked.tag(),
                                asked.from(),
                                asked.to(),
                                asked.q(),
                                asked.overlay()));
    }

    private static boolean means(Act act, RunState state) {
        return switch (act) {
            case CANCEL, TERMINATE -> !state.ended();
            case PAUSE -> !state.ended() && state != RunState.PAUSED;
            case RESUME -> state == RunState.PAUSED;
        };
    }
}
