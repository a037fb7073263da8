package dev.lovage.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

/// The graph of a run that has every kind of node, in a real browser.
class GraphIT extends OnDemo {
    private static final String COVERED =
            """
            () => {
              const root = document.querySelector('run-graph').shadowRoot;
              const node = root.activeElement.querySelector('.box').getBoundingClientRect();
              const tools = root.querySelector('.tools').getBoundingClientRect();
              return node.right > tools.left && node.bottom > tools.top && node.top < tools.bottom;
            }
            """;

    @Test
    void saysWhatDecidesAndWhatBelongsToAStep() {
        var page = signedIn(1920, 1080, ColorScheme.DARK, "runs/" + Fixtures.CONTROL);
        var graph = page.locator("run-graph");
        assertThat(graph).containsText("when steps.quote.total > 1000");
        assertThat(graph).containsText("catch CARD_DECLINED, CARD_EXPIRED");
        assertThat(graph).containsText("catch any error");
        assertThat(graph).containsText("on error of the run");
        assertThat(graph).containsText("after 5s · credit.approve");
        assertThat(graph.locator("g.node[data-id='do.3.catch.0']")).hasClass(contains("RUNNING"));
        assertThat(graph.locator("g.node.SKIPPED[data-id='do.1']"))
                .hasAttribute("aria-label", "if input.patient, wait, wait 10m, Skipped");
        browser.shot("graph-control-dark");
        browser.accessible();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void standsInALineOnAPhoneAndNothingCoversItsEnd() {
        var page = signedIn(390, 844, ColorScheme.LIGHT, "runs/" + Fixtures.CONTROL);
        var graph = page.locator("run-graph");
        assertThat(graph).containsText("on error of the run");
        browser.shot("graph-control-phone-light");
        browser.accessible();
        graph.locator("g.node[tabindex='0']").focus();
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(graph.locator("g.node[data-id='err.0']")).isFocused();
        assertThat(page.evaluate(COVERED)).isEqualTo(false);
        browser.shot("graph-control-phone-end-light");
    }

    @Test
    void placesEveryKindInLight() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "runs/" + Fixtures.CONTROL);
        assertThat(page.locator("run-graph g.node.beside")).hasCount(7);
        browser.shot("graph-control-light");
        browser.accessible();
    }

    /// Ten steps in a chain, which no page is wide enough for, and one of them runs.
    private static final String WIDE =
            """
            (at) => {
              const old = document.querySelector('run-graph');
              const graph = document.createElement('run-graph');
              const ids = [...Array(10).keys()].map((i) => 'do.' + i);
              const node = (id) => ({ id, kind: 'task', name: 'step ' + id, detail: 'some.task', role: 'step', caption: '', gated: false });
              graph.states = at === null ? {} : { ['do.' + at]: { state: 'RUNNING' } };
              graph.graph = { nodes: ids.map(node), edges: ids.slice(1).map((to, i) => ({ from: ids[i], to })) };
              old.replaceWith(graph);
            }
            """;

    /// Whether a node can be seen whole.
    private static final String SEEN =
            """
            (id) => {
              const graph = document.querySelector('run-graph');
              const box = graph.shadowRoot.querySelector(`g.node[data-id='${id}'] .box`)?.getBoundingClientRect();
              const page = graph.getBoundingClientRect();
              return !!box && box.left >= page.left && box.right <= page.right;
            }
            """;

    @Test
    void opensWholeOrWhereARunIs() {
        var page = signedIn(1440, 900, ColorScheme.LIGHT, "workflows/source-census");
        assertThat(page.locator("run-graph g.node").first()).isVisible();

        page.evaluate(WIDE, null);
        assertThat(page.locator("run-graph g.node")).hasCount(10);
        assertThat(page.evaluate(SEEN, "do.0")).isEqualTo(true);
        assertThat(page.evaluate(SEEN, "do.9")).isEqualTo(true);
        browser.shot("graph-wide-light");

        page.evaluate(WIDE, 8);
        assertThat(page.locator("run-graph g.node.RUNNING")).hasCount(1);
        assertThat(page.evaluate(SEEN, "do.8")).isEqualTo(true);
        assertThat(page.evaluate(SEEN, "do.0")).isEqualTo(false);
        browser.shot("graph-wide-running-light");
        page.getByLabel("Fit", new Page.GetByLabelOptions().setExact(true)).click();
        assertThat(page.evaluate(SEEN, "do.0")).isEqualTo(true);
        assertThat(page.evaluate(SEEN, "do.9")).isEqualTo(true);
    }

    private static Pattern contains(String word) {
        return Pattern.compile("\\b" + word + "\\b");
    }
}
