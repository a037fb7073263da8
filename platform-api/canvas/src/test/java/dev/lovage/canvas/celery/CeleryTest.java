package dev.lovage.canvas.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is read as what. JSON stands in single quotes.
class CeleryTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Celery CELERY = new Celery(PriorityOrder.RABBITMQ);

    @Test
    void aSignatureIsACall() {
        assertThat(own("{'task': 'add', 'args': [2], 'kwargs': {'y': 3}, 'options': {}}"))
                .isEqualTo("{'task': 'add', 'args': [2], 'with': {'y': 3}}");
    }

    @Test
    void aChainGivesEachTheValueBefore() {
        assertThat(own(chain("", s("add", "2, 2"), s("mul", "3"), s("tsum", ""), si("log", ""))))
                .isEqualTo(
                        "{'chain': [{'task': 'add', 'args': [2, 2]}, {'task': 'mul', 'args': [3], 'pipe': true}, {'task': 'tsum'}, {'task': 'log', 'args': []}]}");
    }

    @Test
    void aChordIsAChainOfAGroupAndItsBody() {
        assertThat(own(chord("", s("tsum", ""), s("add", "1"), s("add", "2"))))
                .isEqualTo(
                        "{'chain': [{'group': [{'task': 'add', 'args': [1]}, {'task': 'add', 'args': [2]}]}, {'task': 'tsum'}]}");
    }

    @Test
    void chordsInBodiesOfChordsAreOneChain() {
        var inner = chord("", s("tsum", ""), s("a", ""));
        assertThat(own(chord("", inner, s("b", ""))))
                .isEqualTo(
                        "{'chain': [{'group': [{'task': 'b'}]}, {'group': [{'task': 'a'}]}, {'task': 'tsum'}]}");
    }

    @Test
    void groupsInGroupsAreOneInOrderButInAHeaderFromTheirEnd() {
        var group = group(s("b", ""), group(s("c", ""), s("d", "")));
        assertThat(own(group(s("a", ""), group)))
                .isEqualTo(
                        "{'group': [{'task': 'a'}, {'task': 'b'}, {'task': 'c'}, {'task': 'd'}]}");
        assertThat(own(chord("", s("e", ""), s("a", ""), group)))
                .startsWith(
                        "{'chain': [{'group': [{'task': 'a'}, {'task': 'd'}, {'task': 'c'}, {'task': 'b'}]}");
    }

    @Test
    void aGroupOfOneInAChainIsItsMember() {
        assertThat(own(chain("", s("a", ""), group(s("b", "")), group(s("c", ""), s("d", "")))))
                .isEqualTo(
                        "{'chain': [{'task': 'a'}, {'task': 'b'}, {'group': [{'task': 'c'}, {'task': 'd'}]}]}");
    }

    @Test
    void aMapCallsOneAfterTheOther() {
        assertThat(own(mapped("map", "[1, 2], [3]", "")))
                .isEqualTo(
                        "{'map': [[1, 2], [3]], 'concurrency': 1, 'policy': 'fail-fast', 'do': {'task': 'tsum'}}");
        assertThat(own(mapped("starmap", "[1, 2], [3]", "")))
                .endsWith("'do': {'task': 'tsum', 'args': '${item}'}}");
    }

    @Test
    void chunksAreMapsInAMap() {
        assertThat(own(mapped("chunks", "[1, 1], [2, 2], [3, 3]", ", 'n': 2")))
                .isEqualTo(
                        "{'map': [[[1, 1], [2, 2]], [[3, 3]]], 'as': 'chunk', 'do': {'map': '${chunk}', 'concurrency': 1, 'policy': 'fail-fast', 'do': {'task': 'tsum', 'args': '${item}'}}}");
    }

    @Test
    void linksAreCallbacks() {
        assertThat(
                        own(
                                s(
                                        "a",
                                        "",
                                        "'link': %s, 'link_error': [%s, %s]"
                                                .formatted(
                                                        s("b", ""), si("c", "1"), s("d", "'x'")))))
                .isEqualTo(
                        "{'task': 'a', 'onSuccess': {'task': 'b'}, 'onError': [{'task': 'c', 'args': [1]}, {'task': 'd', 'args': ['${error}', 'x']}]}");
    }

    @Test
    void aChainTellsOnceAndAGroupAtItsEndForEachMember() {
        var told = "'link_error': " + si("e", "");
        assertThat(own(chain(told, s("a", ""), s("b", ""))))
                .isEqualTo("{'chain': [{'task': 'a'}, {'task': 'b'}], 'onError': {'task': 'e'}}");
        assertThat(own(chain(told, s("a", ""), group(s("b", ""), s("c", "")))))
                .isEqualTo(
                        "{'chain': [{'chain': [{'task': 'a'}], 'onError': {'task': 'e'}}, {'group': [{'task': 'b', 'onError': {'task': 'e'}}, {'task': 'c', 'onError': {'task': 'e'}}]}]}");
    }

    @Test
    void whoIsToldOfTheBodyOfAChordIsToldOfItsHeaderToo() {
        var body = s("b", "", "'link': %s, 'link_error': %s".formatted(si("l", ""), si("e", "")));
        assertThat(own(chord("", body, s("a", ""))))
                .isEqualTo(
                        "{'chain': [{'group': [{'task': 'a'}]}, {'task': 'b', 'onSuccess': {'task': 'l', 'args': []}}], 'onError': {'task': 'e'}}");
    }

    @Test
    void optionsAreOurs() {
        assertThat(
                        own(
                                s(
                                        "a",
                                        "",
                                        "'queue': 'q', 'countdown': 1.5, 'expires': 30, 'time_limit': 60, 'soft_time_limit': 50, 'shadow': 'A'")))
                .isEqualTo(
                        "{'label': 'A', 'task': 'a', 'queue': 'q', 'timeout': {'attempt': '1m', 'soft': '50s'}, 'countdown': 'PT1.5S', 'expires': '30s'}");
    }

    @Test
    void theFirstOfAChainGetsItsOptionsAndAllOfAGroupAndAChord() {
        var late = "'countdown': 5";
        assertThat(own(chain(late, s("a", ""), s("b", ""))))
                .isEqualTo("{'chain': [{'task': 'a', 'countdown': '5s'}, {'task': 'b'}]}");
        assertThat(own(chord(late, s("b", ""), s("a", ""))))
                .isEqualTo(
                        "{'chain': [{'group': [{'task': 'a', 'countdown': '5s'}]}, {'task': 'b', 'countdown': '5s'}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "RABBITMQ, 9, 1",
        "RABBITMQ, 8, 1",
        "RABBITMQ, 7, 2",
        "RABBITMQ, 5, 3",
        "RABBITMQ, 0, 5",
        "REDIS, 0, 1",
        "REDIS, 1, 1",
        "REDIS, 3, 2",
        "REDIS, 9, 5"
    })
    void aPriorityGoesFirstWhereItWentFirst(PriorityOrder order, int theirs, long ours) {
        var canvas = Json.read(json(s("a", "", "'priority': " + theirs)));
        var tree = CanvasWriter.tree(new Celery(order).read(body(canvas), NOW).definition().body());
        assertThat(tree).containsEntry("priority", ours);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'2030-01-01T00:00:00'",
                "'2030-01-01T00:00:00Z'",
                "'2030-01-01T02:00:00+02:00'",
                "{'__type__': 'datetime', '__value__': '2030-01-01T00:00:00'}"
            })
    void aMomentIsInUtcUnlessItSaysOtherwise(String moment) {
        assertThat(own(s("a", "", "'eta': " + moment)))
                .isEqualTo("{'task': 'a', 'eta': '2030-01-01T00:00:00Z'}");
    }

    @Test
    void anExpiryAtAMomentIsCountedFromNow() {
        assertThat(own(s("a", "", "'expires': '2026-11-21T12:01:00'")))
                .isEqualTo("{'task': 'a', 'expires': '1m'}");
        assertThat(flaw(s("a", "", "'expires': '2026-11-21T11:00:00'")).pointer())
                .isEqualTo("/canvas/options/expires");
    }

    @Test
    void typesOfKombuAreTexts() {
        assertThat(
                        own(
                                s(
                                        "a",
                                        "{'__type__': 'decimal', '__value__': '1.50'}, {'x': [{'__type__': 'uuid', '__value__': {'hex': '0123456789abcdef0123456789abcdef'}}]}, {'__type__': 'odd'}")))
                .isEqualTo(
                        "{'task': 'a', 'args': ['1.50', {'x': ['01234567-89ab-cdef-0123-456789abcdef']}, {'__type__': 'odd'}]}");
    }

    @Test
    void nothingInItIsAnExpression() {
        var canvas =
                "{'task': 'a', 'args': ['${HOME}'], 'kwargs': {'x': {'${y}': '${secret(z)}'}}, 'options': {'shadow': '${input}'}}";
        assertThat(own(canvas))
                .isEqualTo(
                        "{'label': '${input}', 'task': 'a', 'args': ['$${HOME}'], 'with': {'x': {'${y}': '$${secret(z)}'}}}");
        assertThat(own(mapped("map", "'${prev}'", ""))).startsWith("{'map': ['$${prev}']");
    }

    @Test
    void whatIsGivenComesFirstOrWins() {
        var given =
                given(
                        "{'canvas': %s, 'args': [1], 'kwargs': {'k': 2}, 'options': {'queue': 'given'}}"
                                .formatted(
                                        "{'task': 'a', 'args': [0], 'kwargs': {'k': 0, 'l': 0}, 'options': {'queue': 'stored'}}"));
        assertThat(given)
                .isEqualTo(
                        "{'task': 'a', 'args': [1, 0], 'with': {'k': 2, 'l': 0}, 'queue': 'given'}");
    }

    @Test
    void anImmutableSignatureTakesOptionsOnly() {
        assertThat(
                        given(
                                "{'canvas': %s, 'args': [1], 'kwargs': {'k': 2}, 'options': {'queue': 'q'}}"
                                        .formatted(si("a", "0"))))
                .isEqualTo("{'task': 'a', 'args': [0], 'queue': 'q'}");
    }

    @Test
    void aLargeGroupOfLikeCallsIsAMap() {
        var calls =
                IntStream.range(0, 201)
                        .mapToObj(i -> s("add", i + ", " + i, "'queue': 'q'"))
                        .collect(Collectors.joining(", "));
        assertThat(own(group(calls)))
                .startsWith("{'map': [[0, 0], [1, 1], ")
                .endsWith("'do': {'task': 'add', 'args': '${item}', 'queue': 'q'}}");
        var named =
                IntStream.range(0, 201)
                        .mapToObj(i -> "{'task': 'add', 'kwargs': {'x': " + i + "}}")
                        .collect(Collectors.joining(", "));
        assertThat(own(chord("", s("tsum", ""), named)))
                .startsWith("{'chain': [{'map': [{'args': [], 'kwargs': {'x': 0}}, ")
                .endsWith(
                        "'do': {'task': 'add', 'args': '${item.args}', 'with': '${item.kwargs}'}}, {'task': 'tsum'}]}");
    }

    @Test
    void aResultThatNobodyWantsIsNullAtTheEndOnly() {
        var ignored = s("a", "", "'ignore_result': true");
        assertThat(own(ignored)).isEqualTo("{'chain': [{'task': 'a'}, {'value': null}]}");
        assertThat(own(chain("", ignored, s("b", ""))))
                .isEqualTo("{'chain': [{'task': 'a'}, {'task': 'b'}]}");
        assertThat(own(chord("", s("b", ""), ignored)))
                .isEqualTo("{'chain': [{'group': [{'task': 'a'}]}, {'task': 'b'}]}");
    }

    @Test
    void aTaskIdAndStampsAreTags() {
        var last =
                s(
                        "b",
                        "",
                        "'task_id': 'x-1', 'stamped_headers': ['s', 't'], 's': 'v', 't': [1, 2]");
        var reading = CELERY.read(body(Json.read(json(chain("", s("a", ""), last)))), NOW);
        assertThat(reading.tags()).containsExactlyInAnyOrder("celery-id:x-1", "s:v", "t:1", "t:2");
        assertThat(reading.calls())
                .containsExactly(
                        Map.entry("/canvas/kwargs/tasks/0/task", "a"),
                        Map.entry("/canvas/kwargs/tasks/1/task", "b"));
    }

    @Test
    void whatCelery4AddsAndWhatFreezingLeavesIsPassedOver() {
        assertThat(
                        own(
                                "{'task': 'a', 'args': null, 'kwargs': null, 'chord_size': null, 'options': {'reply_to': 'r', 'group_id': 'g', 'group_index': 0, 'root_id': 'x', 'parent_id': null, 'chord': {'task': 'b'}, 'retry_policy': {}, 'serializer': 'json', 'immutable': true}}"))
                .isEqualTo("{'task': 'a'}");
    }

    @Test
    void anEmptyChainIsNothing() {
        assertThat(own(chain(""))).isEqualTo("{'value': null}");
        assertThat(own(chain("", s("a", ""), chain("")))).isEqualTo("{'task': 'a'}");
        assertThat(flaw(group(chain(""))).code()).isEqualTo("EMPTY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            textBlock =
                    """
                    {'options': {}}; /canvas/task; MISSING
                    {'task': 'a b', 'kwargs': {}}; /canvas/task; NAME
                    {'task': 'a', 'subtask_type': 'xmap'}; /canvas/subtask_type; CHOICE
                    {'task': 'a', 'options': {'queue': 'a/b'}}; /canvas/options/queue; NAME
                    {'task': 'a', 'options': {'priority': 10}}; /canvas/options/priority; RANGE
                    {'task': 'a', 'options': {'countdown': 1e9}}; /canvas/options/countdown; RANGE
                    {'task': 'a', 'options': {'eta': 'soon'}}; /canvas/options/eta; TIMESTAMP
                    {'task': 'a', 'options': {'headers': {'x': 1}}}; /canvas/options/headers; NO_MEANING
                    {'task': 'a', 'options': {'routing_key': 'x'}}; /canvas/options/routing_key; NO_MEANING
                    {'task': 'a', 'options': {'time_limit': 1, 'soft_time_limit': 2}}; /canvas/options/soft_time_limit; RANGE
                    {'task': 'a', 'args': {}, 'kwargs': {}}; /canvas/args; TYPE
                    {'task': 'a', 'with': {}, 'options': {}}; /canvas/with; UNKNOWN_KEY
                    {'task': 'celery.chord', 'kwargs': {'header': [], 'body': null}}; /canvas/kwargs/body; MISSING
                    {'task': 'celery.group', 'kwargs': {'tasks': []}, 'options': {'link': {'task': 'a'}}}; /canvas/options/link; NO_MEANING
                    {'task': 'celery.starmap', 'kwargs': {'task': 'a', 'it': [[1], 2]}}; /canvas/kwargs/it/1; TYPE
                    {'celery': {'task': 'a', 'kwargs': [1]}}; /canvas/celery/kwargs; TYPE
                    """)
    void whatHasNoMeaningIsRefusedWithItsPlace(String canvas, String pointer, String code) {
        assertThat(flaw(canvas))
                .extracting(Flaw::pointer, Flaw::code)
                .containsExactly(pointer, code);
    }

    @Test
    void whatCannotBeGivenToAGroupIsRefused() {
        var body =
                "{'canvas': %s, 'options': {'link_error': %s}}"
                        .formatted(group(s("a", "")), si("b", ""));
        assertThat(flaws(body))
                .extracting(Flaw::pointer, Flaw::code)
                .containsExactly(tuple("/options/link_error", "NO_MEANING"));
    }

    @Test
    void tooMuchIsRefusedAsAWhole() {
        var calls = Collections.nCopies(501, si("a", ""));
        assertThat(flaw(chain("", calls.toArray(String[]::new))))
                .extracting(Flaw::pointer, Flaw::code)
                .containsExactly("/canvas", "TOO_MANY");
    }

    @Test
    void aSavedDefinitionMayBeCelerys() {
        var text = "{'name': 'saved', 'do': %s}".formatted(chain("", s("a", ""), s("b", "'${x}'")));
        assertThat(CanvasReader.definition(json(text), CELERY).body())
                .isEqualTo(
                        CanvasReader.canvas(
                                Json.read(
                                        json(
                                                "{'chain': [{'task': 'a'}, {'task': 'b', 'args': ['$${x}'], 'pipe': true}]}"))));
    }

    @Test
    void whatIsWrongWithASavedOneIsToldWithItsLine() {
        var text = "name: saved\ndo:\n  task: a\n  kwargs: {}\n  options: {priority: 11}\n";
        var thrown =
                catchThrowableOfType(
                        InvalidCanvasException.class, () -> CanvasReader.definition(text, CELERY));
        assertThat(thrown.flaws())
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.pointer()).isEqualTo("/do/options/priority");
                    assertThat(flaw.position()).isNotNull();
                    assertThat(flaw.position().line()).isEqualTo(5);
                });
    }

    private static String own(String canvas) {
        return given("{'canvas': " + canvas + "}");
    }

    private static String given(String body) {
        var canvas = CELERY.read((Map<?, ?>) Json.read(json(body)), NOW).definition().body();
        return Json.write(CanvasWriter.tree(canvas))
                .replace('"', '\'')
                .replace(":", ": ")
                .replace(",", ", ")
                .replaceAll("(\\d\\d): (?=\\d)", "$1:");
    }

    private static Flaw flaw(String canvas) {
        return flaws("{'canvas': " + canvas + "}").getFirst();
    }

    private static List<Flaw> flaws(String body) {
        return catchThrowableOfType(
                        InvalidCanvasException.class,
                        () -> CELERY.read((Map<?, ?>) Json.read(json(body)), NOW))
                .flaws();
    }

    private static Map<?, ?> body(Object canvas) {
        return Map.of("canvas", canvas);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String s(String task, String args) {
        return s(task, args, "");
    }

    private static String s(String task, String args, String options) {
        return "{'task': '%s', 'args': [%s], 'kwargs': {}, 'options': {%s}, 'subtask_type': null, 'immutable': false}"
                .formatted(task, args, options);
    }

    private static String si(String task, String args) {
        return s(task, args).replace("'immutable': false", "'immutable': true");
    }

    private static String chain(String options, String... tasks) {
        return composed("chain", options, "'tasks': [" + String.join(", ", tasks) + "]");
    }

    private static String group(String... tasks) {
        return composed("group", "", "'tasks': [" + String.join(", ", tasks) + "]");
    }

    private static String chord(String options, String body, String... header) {
        return composed(
                "chord",
                options,
                "'kwargs': {}, 'header': [%s], 'body': %s"
                        .formatted(String.join(", ", header), body));
    }

    private static String composed(String type, String options, String kwargs) {
        return "{'task': 'celery.%s', 'args': [], 'kwargs': {%s}, 'options': {%s}, 'subtask_type': '%s', 'immutable': false}"
                .formatted(type, kwargs, options, type);
    }

    private static String mapped(String type, String items, String more) {
        return "{'task': 'celery.%s', 'args': [], 'kwargs': {'task': %s, 'it': [%s]%s}, 'options': {}, 'subtask_type': null, 'immutable': true}"
                .formatted(type, s("tsum", ""), items, more);
    }
}
