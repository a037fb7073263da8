package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.client.Run;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What steps are there for, in a word or two, where their names do not tell: a branch, a catch, a
/// callback; and which turn or item they are of.
final class StepRoles {
    private final Map<String, Run.Node> nodes = new HashMap<>();
    private final Set<String> rows = new HashSet<>();
    private final Set<String> drawn = new HashSet<>();
    private final Map<String, String> roles = new HashMap<>();

    StepRoles(RunPicture seen) {
        seen.graph().nodes().forEach(node -> nodes.put(node.path(), node));
        for (var step : seen.steps()) {
            rows.add(step.path().text());
            drawn.add(step.path().node());
        }
    }

    String of(StepPath path) {
        return Stream.of(time(path), roles.computeIfAbsent(path.node(), this::role))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /// Its own, or that of the chain without a row of its own that it stands in.
    private String role(String path) {
        var node = nodes.get(path);
        while (node != null) {
            var word = word(node);
            if (word != null) {
                return word;
            }
            var above = node.parent() == null ? null : nodes.get(node.parent());
            var plain =
                    above != null && above.kind().equals("chain") && !drawn.contains(above.path());
            node = plain ? above : null;
        }
        return "";
    }

    private static @Nullable String word(Run.Node node) {
        return switch (node.role()) {
            case "branch" ->
                    "else".equals(node.notes().entry()) ? text("role.else") : text("role.when");
            case "catch", "finally", "undo", "on-success", "on-error", "on-timeout" ->
                    text("role." + node.role());
            default -> null;
        };
    }

    /// Of what stands directly in an item, a turn or a step of a graph.
    private String time(StepPath path) {
        var parts = path.parts();
        for (int i = parts.size() - 1; i > 0; i--) {
            var part = parts.get(i);
            var turn = part.turn();
            if (turn != null) {
                return part.ofMap() ? text("role.item", turn) : text(key(part), turn + 1);
            }
            var above =
                    parts.subList(0, i).stream()
                            .map(StepPath.Part::text)
                            .collect(Collectors.joining("."));
            if (!part.text().matches("[0-9]+") || rows.contains(above)) {
                return "";
            }
        }
        return "";
    }

    private static String key(StepPath.Part part) {
        return part.ofGraph() ? "role.step" : "role.turn";
    }
}
