package dev.lovage.console.run;

import com.vaadin.flow.router.QueryParameters;

import dev.lovage.client.RunQuery;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which runs the list shows; it is what the address says after the question mark.
///
/// @param window how far back it goes
/// @param now when it was asked for: pages that follow each other begin at the same moment
record RunFilter(
        @Nullable RunState status,
        @Nullable String workflow,
        @Nullable String tag,
        String text,
        Window window,
        Instant now) {
    static final int PAGE = 100;
    static final RunFilter ALL = new RunFilter(null, null, null, "", Window.ANY, Instant.EPOCH);

    /// Reads an address; what it says that is no state counts as nothing.
    static RunFilter of(QueryParameters address, Instant now) {
        var status = address.getSingleParameter("status").orElse("");
        var window = Window.of(address.getSingleParameter("since").orElse(""));
        return new RunFilter(
                Arrays.stream(RunState.values())
                        .filter(state -> state.name().equals(status))
                        .findFirst()
                        .orElse(null),
                address.getSingleParameter("workflow").filter(name -> !name.isBlank()).orElse(null),
                address.getSingleParameter("tag").filter(tag -> !tag.isBlank()).orElse(null),
                address.getSingleParameter("q").map(String::strip).orElse(""),
                window,
                window == Window.ANY ? Instant.EPOCH : now);
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
        if (window != Window.ANY) {
            said.put("since", window.word());
        }
        if (!text.isEmpty()) {
            said.put("q", text);
        }
        return QueryParameters.simple(said);
    }

    RunQuery query(@Nullable String token) {
        var prefix = text.isEmpty() ? null : text;
        return new RunQuery(status, workflow, tag, window.begin(now), null, prefix, PAGE, token);
    }

    RunFilter withStatus(@Nullable RunState other) {
        return new RunFilter(other, workflow, tag, text, window, now);
    }

    RunFilter withWorkflow(@Nullable String other) {
        var name = other == null || other.isBlank() ? null : other;
        return new RunFilter(status, name, tag, text, window, now);
    }

    RunFilter withTag(@Nullable String other) {
        return new RunFilter(status, workflow, other, text, window, now);
    }

    RunFilter withText(String other) {
        return new RunFilter(status, workflow, tag, other.strip(), window, now);
    }

    RunFilter withWindow(Window other) {
        return new RunFilter(status, workflow, tag, text, other, now);
    }
}
