package dev.lovage.console.run;

import com.vaadin.flow.router.QueryParameters;

import dev.lovage.client.Batch;
import dev.lovage.client.RunQuery;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which runs the list shows; it is what the address says after the question mark.
///
/// @param times when they were accepted
record RunFilter(
        @Nullable RunState status,
        @Nullable String workflow,
        @Nullable String tag,
        String text,
        Times times) {
    static final int PAGE = 100;
    static final RunFilter ALL = new RunFilter(null, null, null, "", Times.ANY);

    /// Reads an address; what it says that is no state counts as nothing.
    static RunFilter of(QueryParameters address, Instant now) {
        var status = address.getSingleParameter("status").orElse("");
        return new RunFilter(
                Arrays.stream(RunState.values())
                        .filter(state -> state.name().equals(status))
                        .findFirst()
                        .orElse(null),
                address.getSingleParameter("workflow").filter(name -> !name.isBlank()).orElse(null),
                address.getSingleParameter("tag").filter(tag -> !tag.isBlank()).orElse(null),
                address.getSingleParameter("q").map(String::strip).orElse(""),
                Times.of(address, now));
    }

    QueryParameters address() {
        Map<String, String> said = new LinkedHashMap<>();
        if (status != null) {
            said.put("status", status.name());
        }
        if (workflow != null) {
            said.put("workflow", workflow);
        }
        if (tag != null) {
            said.put("tag", tag);
        }
        times.say(said);
        if (!text.isEmpty()) {
            said.put("q", text);
        }
        return QueryParameters.simple(said);
    }

    RunQuery query(@Nullable String token) {
        var prefix = text.isEmpty() ? null : text;
        return new RunQuery(status, workflow, tag, times.from(), times.to(), prefix, PAGE, token);
    }

    RunFilter withStatus(@Nullable RunState other) {
        return new RunFilter(other, workflow, tag, text, times);
    }

    RunFilter withWorkflow(@Nullable String other) {
        var name = other == null || other.isBlank() ? null : other;
        return new RunFilter(status, name, tag, text, times);
    }

    RunFilter withTag(@Nullable String other) {
        return new RunFilter(status, workflow, other, text, times);
    }

    RunFilter withText(String other) {
        return new RunFilter(status, workflow, tag, other.strip(), times);
    }

    RunFilter withTimes(Times other) {
        return new RunFilter(status, workflow, tag, text, other);
    }

    /// The same for something that is done to all of them.
    ///
    /// @param before runs that were accepted later are none of them
    Batch.Filter batch(Instant before) {
        var end = times.to() != null && times.to().isBefore(before) ? times.to() : before;
        return new Batch.Filter(
                status == null ? null : List.of(status),
                workflow,
                tag,
                times.from(),
                end,
                text.isEmpty() ? null : text);
    }
}
