package dev.lovage.worker.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.lovage.sdk.Task;
import dev.lovage.sdk.TaskFailure;

import java.util.List;

/// `json.merge`.
final class JsonTasks {

    @Task(
            value = "json.merge",
            description = "Merges objects, also those inside; of all else the last one counts.",
            inline = true)
    public JsonNode merge(List<JsonNode> values) {
        if (values.isEmpty()) {
            throw TaskFailure.of(TaskFailure.BAD_ARGUMENTS, "There is nothing to merge")
                    .permanent();
        }
        return values.stream().reduce(JsonTasks::merged).orElseThrow();
    }

    private static JsonNode merged(JsonNode left, JsonNode right) {
        if (!(left instanceof ObjectNode first) || !(right instanceof ObjectNode second)) {
            return right;
        }
        var merged = first.deepCopy();
        second.properties()
                .forEach(field -> {
                    var before = merged.get(field.getKey());
                    var value = field.getValue();
                    merged.set(field.getKey(), before == null ? value : merged(before, value));
                });
        return merged;
    }
}
