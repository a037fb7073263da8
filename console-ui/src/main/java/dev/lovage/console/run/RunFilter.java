package dev.lovage.console.run;

import com.vaadin.flow.router.QueryParameters;

import dev.lovage.client.RunQuery;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which runs the list shows; it is what the address says after the question mark.
record RunFilter(@Nullable RunState status, @Nullable String workflow, String text) {
    static final int PAGE = 100;
    static final RunFilter ALL = new RunFilter(null, null, "");

    /// Reads an address; what it says that is no state counts as nothing.
    static RunFilter of(QueryParameters address) {
        var status = address.getSingleParameter("status").orElse("");
        return new RunFilter(
                Arrays.stream(RunState.values())
                        .filter(state -> state.name().equals(status))
                        .findFirst()
                        .orElse(null),
                address.getSingleParameter("workflow").filter(name -> !name.isBlank()).orElse(null),
                address.getSingleParameter("q").map(String::strip).orElse(""));
    }

    QueryParameters address() {
        Map<String, String> said = new LinkedHashMap<>();
        if (status != null) {
            said.put("status", status.name());
        }
        if (workflow != null) {
            said.put("workflow", workflow);
        }
        if (!text.isEmpty()) {
            said.put("q", text);
        }
        return QueryParameters.simple(said);
    }

    RunQuery query(@Nullable String token) {
        var prefix = text.isEmpty() ? null : text;
        return new RunQuery(status, workflow, null, null, null, prefix, PAGE, token);
    }

    RunFilter withStatus(@Nullable RunState other) {
        return new RunFilter(other, workflow, text);
    }

    RunFilter withWorkflow(@Nullable String other) {
        return new RunFilter(status, other == null || other.isBlank() ? null : other, text);
    }

    RunFilter withText(String other) {
        return new RunFilter(status, workflow, other.strip());
    }
}
