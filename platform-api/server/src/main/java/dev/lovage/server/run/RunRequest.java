package dev.lovage.server.run;

import dev.lovage.canvas.Definition;
import dev.lovage.server.ApiException;
import dev.lovage.server.Code;
import dev.lovage.server.IdempotencyKey;
import dev.lovage.server.workflow.Bundles;
import dev.lovage.server.workflow.CalledFlows;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A run that someone asked for, read and checked; what it takes is not looked up yet.
///
/// @param tree the definition in its canonical form
/// @param calls the tasks it calls, by pointer into the request
/// @param flows the definitions it calls, by pointer into the request
/// @param labels what the caller said about the run itself
/// @param bodyHash of route and body: two requests with one key must agree in it
record RunRequest(
        Definition definition,
        int revision,
        Map<String, @Nullable Object> tree,
        Map<String, String> calls,
        Map<String, CalledFlows.Call> flows,
        @Nullable Object input,
        Labels labels,
        String bodyHash) {

    Bundles.Main main() {
        return new Bundles.Main(definition.name(), revision, tree, flows);
    }

    /// What a caller may say about a run, whatever it runs.
    ///
    /// @param key the idempotency key
    record Labels(
            @Nullable String id,
            @Nullable String key,
            List<String> tags,
            @Nullable Integer priority) {
        private static final int MOST_TAGS = 20;
        private static final Pattern TAG = Pattern.compile("[^\\p{Cntrl}]{1,64}");

        Labels {
            tags = List.copyOf(tags);
            if (id != null && !RunIds.GIVEN.matcher(id).matches()) {
                throw ApiException.at(
                        Code.INVALID,
                        "/id",
                        "An id is 1 to 200 letters, digits, `.`, `_` and `-`, the first a letter"
                                + " or digit.");
            }
            IdempotencyKey.check(key);
            if (priority != null && (priority < 1 || priority > 5)) {
                throw ApiException.at(Code.INVALID, "/priority", "A priority is 1 (first) to 5.");
            }
            checkTags(tags);
        }

        private static void checkTags(List<String> tags) {
            if (tags.size() > MOST_TAGS) {
                throw ApiException.at(
                        Code.INVALID, "/tags", "A run has at most " + MOST_TAGS + " tags.");
            }
            for (int i = 0; i < tags.size(); i++) {
                if (!TAG.matcher(tags.get(i)).matches()) {
                    throw ApiException.at(
                            Code.INVALID,
                            "/tags/" + i,
                            "A tag is 1 to 64 characters without control characters.");
                }
            }
        }
    }
}
