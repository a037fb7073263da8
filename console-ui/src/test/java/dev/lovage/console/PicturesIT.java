package dev.lovage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import dev.lovage.console.run.Pictures;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every kind of canvas as the graph's component renders it, in a real browser.
class PicturesIT extends OnDemo {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Draws a shape and says what there is: boxes with their places, and lines.
    private static final String DRAW =
            """
            async ([shape, states, unfold]) => {
              const graph = document.querySelector('run-graph');
              graph.drawing = undefined;
              graph.graph = JSON.parse(shape);
              graph.states = states;
              for (let i = 0; i < 200 && !graph.drawing; i++) await new Promise(requestAnimationFrame);
              if (unfold) {
                for (let i = 0; i < 20; i++) {
                  const closed = graph.drawing.boxes.find((b) => b.folded);
                  if (!closed) break;
                  await graph.fold(closed.id);
                }
              }
              await graph.updateComplete;
              const boxes = [...graph.renderRoot.querySelectorAll('g.node')].map((g) => {
                const { e: x, f: y } = g.transform.baseVal[0].matrix;
                const box = g.querySelector('.box');
                return { id: g.dataset.id, x, y, width: box.width.baseVal.value, height: box.height.baseVal.value,
                  container: g.classList.contains('container'), beside: g.classList.contains('beside'),
                  says: g.getAttribute('aria-label'), text: g.textContent };
              });
              const wires = [...graph.renderRoot.querySelectorAll('path.wire')].map((w) => w.classList.contains('beside'));
              return JSON.stringify({ boxes, wires });
            }
            """;

    private static final String FOLD =
            """
            async (id) => {
              const graph = document.querySelector('run-graph');
              await graph.fold(id);
              await graph.updateComplete;
              return [...graph.renderRoot.querySelectorAll('g.node')].map((g) => g.dataset.id);
            }
            """;

    private static Page page;

    @BeforeAll
    static void open() {
        page = signedIn(1600, 900, ColorScheme.LIGHT, "runs/" + Fixtures.CONTROL);
        page.locator("run-graph g.node").first().waitFor();
    }

    static List<String> kinds() throws IOException {
        return Pictures.all();
    }

    private record Box(
            String id, double x, double y, double width, double height, boolean container) {
        boolean holds(Box other) {
            return other.x >= x
                    && other.y >= y
                    && other.x + other.width <= x + width
                    && other.y + other.height <= y + height;
        }

        boolean covers(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyBoxAndLineOfTheKindIsThereAndInItsPlace(String kind) throws IOException {
        var shape = JSON.readTree(Pictures.golden(kind));
        var drawn = draw(shape, Map.of(), true);
        browser.shot("picture-" + kind);

        var boxes = boxes(drawn);
        assertThat(boxes).extracting(Box::id).containsExactlyInAnyOrderElementsOf(ids(shape));
        assertThat(drawn.get("wires")).hasSameSizeAs(shape.get("edges"));
        for (var node : shape.get("nodes")) {
            var box = box(boxes, node.get("id").asText());
            var said = said(drawn, box.id());
            assertThat(said.get("text").asText())
                    .contains(node.get("name").asText(), node.get("caption").asText());
            if (!node.get("parent").isNull()) {
                var around = box(boxes, node.get("parent").asText());
                assertThat(around.container()).isTrue();
                assertThat(around.holds(box)).as("%s holds %s", around, box).isTrue();
            }
        }
        assertNoneCovers(boxes.stream().filter(box -> !box.container()).toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void containersFold(String kind) throws IOException {
        var shape = JSON.readTree(Pictures.golden(kind));
        var containers = boxes(draw(shape, Map.of(), true)).stream().filter(Box::container);
        for (var container : containers.toList()) {
            var hidden = inside(shape, container.id());

            assertThat(fold(container.id())).doesNotContainAnyElementsOf(hidden);
            assertThat(fold(container.id())).containsAll(hidden);
        }
    }

    @Test
    void loopsAndGraphsStepThroughTheirTurns() throws IOException {
        for (var kind : List.of("loop", "graph")) {
            var shape = JSON.readTree(Pictures.golden(kind));
            var first = firstOf(shape, kind);
            var turns = Map.of("shown", 1, "first", 0, "last", 2);
            draw(shape, Map.of(first, Map.of("state", "RUNNING", "turns", turns)), true);
            var turner = page.locator("run-graph g.node[data-id='" + first + "'] > .turner");

            assertThat(turner.locator("text").textContent()).isEqualTo("2 of 3");
            assertThat(chosen(() -> turner.locator(".go").first().click())).isEqualTo(0);
            assertThat(chosen(() -> turner.locator(".go").last().click())).isEqualTo(2);
        }
    }

    @Test
    void whatIsDoneWhenNobodyAnswersStandsBesideTheWay() throws IOException {
        var drawn = draw(JSON.readTree(Pictures.golden("await")), Map.of(), true);

        assertThat(said(drawn, "do.1.timeout").get("beside").asBoolean()).isTrue();
        assertThat(drawn.get("wires")).filteredOn(JsonNode::asBoolean).hasSize(1);
    }

    private static JsonNode draw(JsonNode shape, Map<String, ?> states, boolean unfold)
            throws IOException {
        var drawn = page.evaluate(DRAW, List.of(shape.toString(), states, unfold));
        return JSON.readTree((String) drawn);
    }

    @SuppressWarnings("unchecked")
    private static List<String> fold(String id) {
        return (List<String>) page.evaluate(FOLD, id);
    }

    /// The turn that the component asks for.
    private static int chosen(Runnable act) {
        page.evaluate(
                """
                () => document.querySelector('run-graph').addEventListener('turn-choose',
                    (e) => { window.turn = e.detail.turn; e.stopImmediatePropagation(); }, { capture: true, once: true })
                """);
        act.run();
        return (Integer) page.evaluate("window.turn");
    }

    private static List<Box> boxes(JsonNode drawn) {
        var boxes = new ArrayList<Box>();
        drawn.get("boxes")
                .forEach(box ->
                        boxes.add(
                                new Box(
                                        box.get("id").asText(),
                                        box.get("x").asDouble(),
                                        box.get("y").asDouble(),
                                        box.get("width").asDouble(),
                                        box.get("height").asDouble(),
                                        box.get("container").asBoolean())));
        return boxes;
    }

    private static Box box(List<Box> boxes, String id) {
        return boxes.stream().filter(box -> box.id().equals(id)).findFirst().orElseThrow();
    }

    private static JsonNode said(JsonNode drawn, String id) {
        for (var box : drawn.get("boxes")) {
            if (box.get("id").asText().equals(id)) {
                return box;
            }
        }
        throw new AssertionError("No box " + id);
    }

    private static String firstOf(JsonNode shape, String kind) {
        for (var node : shape.get("nodes")) {
            if (node.get("kind").asText().equals(kind)) {
                return node.get("id").asText();
            }
        }
        throw new AssertionError("No " + kind);
    }

    private static Set<String> ids(JsonNode shape) {
        var ids = new HashSet<String>();
        shape.get("nodes").forEach(node -> ids.add(node.get("id").asText()));
        return ids;
    }

    /// All that stands in it, however deep.
    private static Set<String> inside(JsonNode shape, String container) {
        var inside = new HashSet<String>();
        shape.get("nodes")
                .forEach(node -> {
                    var parent = node.get("parent").asText();
                    if (parent.equals(container) || inside.contains(parent)) {
                        inside.add(node.get("id").asText());
                    }
                });
        return inside;
    }

    private static void assertNoneCovers(List<Box> boxes) {
        for (var one : boxes) {
            for (var other : boxes) {
                assertThat(one != other && one.covers(other))
                        .as("%s covers %s", one, other)
                        .isFalse();
            }
        }
    }
}
