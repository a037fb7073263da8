package dev.lovage.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class CanvasReaderTest {
    private static final int DRAWN = 500;

    @Test
    void readsBackWhatItWrites() {
        for (int seed = 0; seed < DRAWN; seed++) {
            var definition = new Canvases(seed).definition();
            var tree = CanvasWriter.tree(definition);
            assertThat(CanvasReader.definition(tree)).as("seed %d", seed).isEqualTo(definition);
            assertThat(CanvasReader.definition(Json.write(tree)))
                    .as("seed %d as text", seed)
                    .isEqualTo(definition);
        }
    }

    @Test
    void tellsWhatIsWrongWithAnyTreeAtAll() {
        int refused = 0;
        for (int seed = 0; seed < DRAWN; seed++) {
            var tree =
                    damaged(CanvasWriter.tree(new Canvases(seed).definition()), new Random(seed));
            try {
                CanvasReader.definition(Json.write(tree));
            } catch (InvalidCanvasException e) {
                refused++;
                assertThat(e.flaws()).allMatch(flaw -> flaw.position() != null);
            }
        }
        assertThat(refused).isGreaterThan(DRAWN / 3);
    }

    @Test
    void tellsWhatIsWrongWithAnyTextAtAll() throws IOException {
        var yaml =
                Files.readString(Path.of("src/test/resources/definitions/valid/everything.yaml"));
        var json = Json.write(CanvasWriter.tree(CanvasReader.definition(yaml)));
        int refused = 0;
        for (int seed = 0; seed < DRAWN; seed++) {
            var text = damaged(seed % 2 == 0 ? yaml : json, new Random(seed));
            try {
                CanvasReader.definition(text);
            } catch (InvalidCanvasException _) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(DRAWN / 3);
    }

    @Test
    void takesAListForAChainAndAChordForAChainOfTwo() {
        var chord =
                Json.read(
                        "{\"chord\": {\"header\": [{\"task\": \"a\"}], \"body\": {\"task\": \"b\"}}}");
        var chain = Json.read("[{\"group\": [{\"task\": \"a\"}]}, {\"task\": \"b\"}]");
        assertThat(CanvasReader.canvas(chord)).isEqualTo(CanvasReader.canvas(chain));
        assertThat(CanvasReader.canvas(chain)).isInstanceOf(Canvas.Chain.class);
    }

    @Test
    void namesACanvasThatNobodySaved() {
        var definition = CanvasReader.adhoc(Map.of("task", "a"));
        assertThat(definition.name()).isEqualTo(Definition.ADHOC);
        assertThat(CanvasReader.definition(CanvasWriter.tree(definition))).isEqualTo(definition);
        assertThat(codes(CanvasWriter.tree(definition))).containsExactly("NAME");
    }

    @Test
    void runsATaskUnderItsOwnName() {
        var tree = Map.<String, Object>of("name", "files.list_all", "do", Map.of("task", "a"));
        assertThat(CanvasReader.definition(tree).name()).isEqualTo("files.list_all");
        assertThat(codes(tree)).containsExactly("NAME");
    }

    @Test
    void takesFiveHundredNodesButNotOneMore() {
        assertThat(codes(chainOf(499))).isEmpty();
        assertThat(codes(chainOf(500))).containsExactly("TOO_MANY");
    }

    @Test
    void nestsTwentyDeepButNotOneMore() {
        assertThat(codes(nested(20))).isEmpty();
        assertThat(codes(nested(21))).containsExactly("TOO_DEEP");
    }

    @Test
    void refusesTextsThatAreTooLarge() {
        var large = "name: a\ndescription: " + "x".repeat(256 * 1024) + "\ndo: {task: a}";
        assertThat(codes(large)).containsExactly("TOO_LARGE");
        assertThat(codes("name: a\ndo: {task: a, args: ['" + "\u20ac".repeat(90_000) + "']}"))
                .containsExactly("TOO_LARGE");
    }

    @Test
    void refusesDepthInEitherForm() {
        assertThat(codes("[".repeat(200) + "]".repeat(200))).containsExactly("TOO_DEEP");
        assertThat(codes("a: " + "[".repeat(200) + "]".repeat(200))).containsExactly("TOO_DEEP");
        assertThat(codes("[".repeat(100_000))).containsExactly("TOO_DEEP");
        assertThat(codes("a: " + "[".repeat(100_000))).containsExactly("TOO_DEEP");
    }

    @Test
    void refusesNumbersWithoutEnd() {
        var digits = "1".repeat(200_000);
        assertThat(codes("{\"a\": " + digits + "}")).containsExactly("SYNTAX");
        assertThat(codes("name: a\ndo: {task: a, args: [" + digits + "]}"))
                .containsExactly("NUMBER");
    }

    @Test
    void countsWhatAliasesRepeat() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        assertThat(codes(bomb.toString())).containsExactly("TOO_LARGE");
    }

    @Test
    void repeatsWhatAnAliasNames() {
        var definition =
                CanvasReader.definition(
                        """
                        name: aliases
                        do:
                          - {task: a, retry: &often {attempts: 9}}
                          - {task: b, retry: *often}
                        """);
        var second = ((Canvas.Chain) definition.body()).members().getLast();
        assertThat(second.traits().options().retry().attempts()).isEqualTo(9);
    }

    @Test
    void showsAFlawBehindAnAliasAtTheAlias() {
        var flaws =
                flaws(
                        """
                        name: aliases
                        do:
                          - {task: a, with: &x {attempts: 0}}
                          - {task: b,
                             retry: *x}
                        """);
        assertThat(flaws)
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.pointer()).isEqualTo("/do/1/retry/attempts");
                    assertThat(flaw.position()).isEqualTo(new Position(5, 6));
                });
    }

    @Test
    void readsDurationsAsPeopleWriteThem() {
        assertThat(Durations.read("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(Durations.read("10m")).isEqualTo(Duration.ofMinutes(10));
        assertThat(Durations.read("2h")).isEqualTo(Duration.ofHours(2));
        assertThat(Durations.read("7d")).isEqualTo(Duration.ofDays(7));
        assertThat(Durations.read("PT1.5S")).isEqualTo(Duration.ofMillis(1500));
        assertThat(List.of("", "s", "1", "-1s", "1.5s", "1 s", "9999999999s", "1w", "P", "pt1s"))
                .allSatisfy(text -> assertThat(Durations.read(text)).as(text).isNull());
    }

    @Test
    void readsOptionsByThemselves() {
        var options = CanvasReader.options(Map.of("priority", 2, "retry", Map.of("attempts", 3)));
        assertThat(options.priority()).isEqualTo(2);
        assertThat(CanvasReader.options(CanvasWriter.tree(options))).isEqualTo(options);
        assertThatThrownBy(() -> CanvasReader.options(Map.of("prioritty", 2)))
                .hasMessageContaining("Did you mean `priority`?");
    }

    private static Map<String, Object> chainOf(int members) {
        return Map.of(
                "name",
                "many",
                "do",
                new ArrayList<>(java.util.Collections.nCopies(members, Map.of("task", "a"))));
    }

    private static Map<String, Object> nested(int depth) {
        Object node = Map.of("task", "a");
        for (int i = 1; i < depth; i++) {
            node = Map.of("group", Map.of("a", node));
        }
        return Map.of("name", "deep", "do", node);
    }

    private static List<String> codes(Map<String, Object> tree) {
        return codes(Json.write(tree));
    }

    private static List<String> codes(String text) {
        return flaws(text).stream().map(Flaw::code).toList();
    }

    private static List<Flaw> flaws(String text) {
        var refused =
                catchThrowableOfType(
                        InvalidCanvasException.class, () -> CanvasReader.definition(text));
        return refused == null ? List.of() : refused.flaws();
    }

    private static String damaged(String text, Random random) {
        var odd = "{}[]\"'$:,&*!|>%@`#-\n\t \\\0\ud83d\ufeff";
        var damaged = new StringBuilder(text);
        for (int i = 0; i < 3; i++) {
            var at = random.nextInt(damaged.length());
            damaged.replace(
                    at,
                    at + random.nextInt(2),
                    odd.substring(random.nextInt(odd.length())).substring(0, 1));
        }
        return damaged.toString();
    }

    /// The same tree with one value somewhere replaced, or one key misspelt.
    private static Object damaged(Object value, Random random) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(6) > 0) {
            var damaged = new LinkedHashMap<String, Object>();
            var chosen = random.nextInt(map.size());
            map.forEach((key, member) -> {
                var hit = damaged.size() == chosen;
                var name = hit && random.nextInt(5) == 0 ? key + "x" : String.valueOf(key);
                damaged.put(name, hit ? damaged(member, random) : member);
            });
            return damaged;
        }
        if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(6) > 0) {
            var damaged = new ArrayList<Object>(list);
            damaged.replaceAll(
                    item -> random.nextInt(list.size()) == 0 ? damaged(item, random) : item);
            return damaged;
        }
        return List.of(7L, "${", "${steps.x}", List.of(), Map.of(), -1.5, "2h", true)
                .get(random.nextInt(8));
    }

    @Test
    void readsWhenACallBeginsFromItsOptionsAsData() {
        var begin =
                CanvasReader.callOptions(Map.of("countdown", "5m", "expires", "1h", "priority", 2))
                        .begin();
        assertThat(begin.notBefore()).isEqualTo(new Until.After(Duration.ofMinutes(5)));
        assertThat(begin.expires()).isEqualTo(Duration.ofHours(1));
        assertThat(flaws(() -> CanvasReader.callOptions(Map.of("countdown", "${input.pause}"))))
                .containsExactly("/countdown DURATION");
        assertThat(flaws(() -> CanvasReader.callOptions(Map.of("eta", "${run.startedAt}"))))
                .containsExactly("/eta TIMESTAMP");
        assertThat(flaws(() -> CanvasReader.options(Map.of("countdown", "5m"))))
                .containsExactly("/countdown UNKNOWN_KEY");
    }

    private static List<String> flaws(ThrowingCallable reading) {
        return catchThrowableOfType(InvalidCanvasException.class, reading).flaws().stream()
                .map(flaw -> flaw.pointer() + " " + flaw.code())
                .toList();
    }

    @Test
    void handsNeitherCountdownNorExpiryDown() {
        var begin = new Options.Begin(new Until.After(Duration.ofMinutes(5)), Duration.ofHours(1));
        var container = Options.NONE.beginning(begin);
        assertThat(Options.NONE.over(container).begin()).isEqualTo(Options.Begin.NONE);
        assertThat(container.over(Options.PLATFORM).begin()).isEqualTo(begin);
    }

    @Test
    void seesNoPrevAfterAWaitThatComesFirst() {
        assertThat(
                        flaws(() ->
                                CanvasReader.canvas(
                                        List.of(
                                                Map.of("wait", "1s"),
                                                Map.of("task", "a", "args", List.of("${prev}"))))))
                .containsExactly("/do/1/args/0 NO_PREV");
        CanvasReader.canvas(
                List.of(
                        Map.of("task", "a"),
                        Map.of("wait", "1s"),
                        Map.of("task", "b", "args", List.of("${prev}"))));
    }
}
