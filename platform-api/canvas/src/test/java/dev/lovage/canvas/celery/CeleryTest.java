package dev.lovage.canvas.celery;

import static dev.lovage.canvas.celery.Signatures.CELERY;
import static dev.lovage.canvas.celery.Signatures.NOW;
import static dev.lovage.canvas.celery.Signatures.body;
import static dev.lovage.canvas.celery.Signatures.chain;
import static dev.lovage.canvas.celery.Signatures.chord;
import static dev.lovage.canvas.celery.Signatures.flaw;
import static dev.lovage.canvas.celery.Signatures.given;
import static dev.lovage.canvas.celery.Signatures.group;
import static dev.lovage.canvas.celery.Signatures.json;
import static dev.lovage.canvas.celery.Signatures.mapped;
import static dev.lovage.canvas.celery.Signatures.own;
import static dev.lovage.canvas.celery.Signatures.s;
import static dev.lovage.canvas.celery.Signatures.si;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What is read as what. JSON stands in single quotes.
class CeleryTest {
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
}
