package dev.lovage.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;

import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Definition;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The recorded history of a run.
final class History {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern EVENT = Pattern.compile("(?:eventId=|[Ee]vent )(\\d+)");

    private final WorkflowExecutionHistory recorded;

    History(String json) {
        this(WorkflowExecutionHistory.fromJson(json));
    }

    private History(WorkflowExecutionHistory recorded) {
        this.recorded = recorded;
    }

    WorkflowExecutionHistory recorded() {
        return recorded;
    }

    /// The same run, had it been started with other definitions.
    History with(List<Definition> definitions) {
        if (definitions.isEmpty()) {
            return this;
        }
        var history = recorded.getHistory().toBuilder();
        var first = history.getEventsBuilder(0).getWorkflowExecutionStartedEventAttributesBuilder();
        var input = first.getInputBuilder().getPayloadsBuilder(0);
        try {
            var run = (ObjectNode) JSON.readTree(input.getData().toByteArray());
            for (var definition : definitions) {
                var pinned = run.at("/bundle/definitions/" + definition.name());
                if (pinned instanceof ObjectNode object) {
                    object.set("definition", JSON.valueToTree(CanvasWriter.tree(definition)));
                }
            }
            input.setData(ByteString.copyFrom(JSON.writeValueAsBytes(run)));
        } catch (IOException e) {
            throw new UncheckedIOException("The history is not one of a run", e);
        }
        return new History(
                new WorkflowExecutionHistory(
                        history.build(), recorded.getWorkflowExecution().getWorkflowId()));
    }

    /// Where a replay went otherwise.
    String difference(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            var match = EVENT.matcher(Optional.ofNullable(t.getMessage()).orElse(""));
            if (match.find()) {
                return at(Long.parseLong(match.group(1)));
            }
        }
        return "the replay failed: " + thrown.getMessage();
    }

    private String at(long id) {
        return recorded.getHistory().getEventsList().stream()
                .filter(event -> event.getEventId() == id)
                .findFirst()
                .map(event -> "at " + place(event) + " the replay does something else")
                .orElse("after event " + id + " the replay goes on otherwise");
    }

    private static String place(HistoryEvent event) {
        var summary = event.getUserMetadata().getSummary();
        var attributes = event.getActivityTaskScheduledEventAttributes();
        var task = attributes.getActivityType().getName();
        var what = task.isEmpty() ? event.getEventType().name() : task;
        return "event %d, %s%s,".formatted(event.getEventId(), path(summary), what);
    }

    private static String path(Payload summary) {
        try {
            return summary.getData().isEmpty()
                    ? ""
                    : "step "
                            + JSON.readValue(summary.getData().toByteArray(), String.class)
                            + ", ";
        } catch (JsonProcessingException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
