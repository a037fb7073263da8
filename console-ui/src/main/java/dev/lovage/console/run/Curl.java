package dev.lovage.console.run;

import dev.lovage.client.Run;
import dev.lovage.console.look.Json;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The request that starts a run, as people paste it into a shell.
final class Curl {
    private Curl() {}

    /// One that starts another run of the same workflow and input. Whatever the input holds, the
    /// shell takes it as one word.
    static String of(Run run, @Nullable Object input) {
        return """
        curl --fail-with-body "$LOVAGE_API_URL/api/v1/workflows/%s/runs" \\
          -H "Authorization: Bearer $LOVAGE_TOKEN" \\
          -H "Content-Type: application/json" \\
          -H "Idempotency-Key: $(uuidgen)" \\
          -d %s
        """
                .formatted(run.workflow(), word(Json.pretty(body(run, input))));
    }

    private static Map<String, @Nullable Object> body(Run run, @Nullable Object input) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("input", input);
        body.put("revision", run.revision());
        if (!run.trigger().tags().isEmpty()) {
            body.put("tags", run.trigger().tags());
        }
        return Collections.unmodifiableMap(body);
    }

    /// Between single quotes a shell reads nothing but the quote itself.
    static String word(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
