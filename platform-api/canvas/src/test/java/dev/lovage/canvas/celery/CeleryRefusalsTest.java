package dev.lovage.canvas.celery;

import static dev.lovage.canvas.celery.Signatures.CELERY;
import static dev.lovage.canvas.celery.Signatures.chain;
import static dev.lovage.canvas.celery.Signatures.flaw;
import static dev.lovage.canvas.celery.Signatures.flaws;
import static dev.lovage.canvas.celery.Signatures.group;
import static dev.lovage.canvas.celery.Signatures.json;
import static dev.lovage.canvas.celery.Signatures.s;
import static dev.lovage.canvas.celery.Signatures.si;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.Flaw;
import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.canvas.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Collections;

/// What is refused of Celery's JSON, and with which place. JSON stands in single quotes.
class CeleryRefusalsTest {
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
}
