package dev.lovage.sdk.flow;

import static dev.lovage.sdk.flow.Steps.*;

import static org.assertj.core.api.Assertions.assertThat;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.Objects.requireNonNull;

import dev.lovage.canvas.Canvas;
import dev.lovage.canvas.Canvas.Policy;
import dev.lovage.canvas.CanvasReader;
import dev.lovage.canvas.CanvasWriter;
import dev.lovage.canvas.Json;
import dev.lovage.canvas.Options.Jitter;
import dev.lovage.canvas.Options.OnLost;
import dev.lovage.canvas.StateGraph.Merge.Rule;
import dev.lovage.sdk.flow.Shop.Charge;
import dev.lovage.sdk.flow.Shop.Item;
import dev.lovage.sdk.flow.Shop.Order;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class StepsTest {
    private static final Ref<Order> ORDER = input(Order.class);

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aStepInJavaIsTheSameInYaml(String yaml, Step<?> step) {
        var canvas = step.canvas();

        assertThat(canvas).isEqualTo(yaml(yaml));
        assertThat(CanvasReader.canvas(CanvasWriter.tree(canvas))).isEqualTo(canvas);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                same("{task: card.charge, args: ['1', 3]}", call(Shop::charge, "1", 3)),
                same(
                        "{task: card.charge, args: ['${input.card}', '${run.revision}']}",
                        call(Shop::charge, ORDER.get(Order::card), run().get(RunFacts::revision))),
                same(
                        "{task: card.charge, with: {card: '1', cents: 3}}",
                        call(Shop::charge).with("card", "1").with("cents", 3)),
                same("{task: order.close, args: []}", call(Shop::close)),
                same("{task: x, args: [[1, '$${a}']]}", task("x").call(List.of(1, "${a}"))),
                same(
                        "{task: order.close, args: [], queue: q, priority: 2, expires: 1m,"
                                + " countdown: 5s, timeout: {attempt: 1s, queue: 2s, total: 3s,"
                                + " heartbeat: 4s, soft: 5s}, retry: {attempts: 3, backoff: 1s,"
                                + " factor: 3, max: 1m, jitter: full, on: [A], never: [B],"
                                + " onLost: fail}}",
                        call(Shop::close)
                                .queue("q")
                                .priority(2)
                                .expires(ofMinutes(1))
                                .countdown(ofSeconds(5))
                                .timeout(
                                        Timeout.attempt(ofSeconds(1))
                                                .queue(ofSeconds(2))
                                                .total(ofSeconds(3))
                                                .heartbeat(ofSeconds(4))
                                                .soft(ofSeconds(5)))
                                .retry(
                                        Retry.attempts(3)
                                                .backoff(ofSeconds(1))
                                                .factor(3)
                                                .max(ofMinutes(1))
                                                .jitter(Jitter.FULL)
                                                .on("A")
                                                .never("B")
                                                .onLost(OnLost.FAIL))),
                same(
                        "{task: order.close, args: [], label: Close, if: '${input.express}',"
                                + " eta: '2026-12-24T18:00:00Z'}",
                        call(Shop::close)
                                .label("Close")
                                .onlyIf(ORDER.get(Order::express))
                                .eta(Instant.parse("2026-12-24T18:00:00Z"))),
                same(
                        "{task: card.charge, args: [a, 1], onSuccess: {task: card.refund,"
                                + " args: ['${result.id}']}, onError: [{value: '${error.code}'},"
                                + " {value: '${error.message}'}]}",
                        call(Shop::charge, "a", 1)
                                .link(charge -> call(Shop::refund, charge.get(Charge::id)))
                                .onError(error -> value(error.get(RunError::code)))
                                .linkError(error -> value(error.get(RunError::message)))),
                same(
                        "[{id: n, task: order.total, args: ['${input.items}']},"
                                + " {task: card.charge, args: ['${input.card}', '${steps.n}']}]",
                        total("n").then(call(Shop::charge, ORDER.get(Order::card), total("n")))),
                same(
                        "{group: [{value: 1}, {value: 2}], concurrency: 1, policy: fail-fast}",
                        group(value(1), value(2)).concurrency(1).failFast()),
                same(
                        "{group: {a: {value: 1}}, policy: collect}",
                        group(Map.of("a", value(1))).collecting()),
                same(
                        "{chord: {header: [{value: 1}, {value: 2}], body: {task: sum, pipe: true,"
                                + " args: [3]}}}",
                        chord(List.of(value(1), value(2)), task("sum").s(3))),
                same(
                        "{map: '${input.items}', as: item, do: {task: stock.reserve,"
                                + " args: ['${item.sku}', '${item.quantity}']}}",
                        map(
                                ORDER.get(Order::items),
                                item ->
                                        call(
                                                Shop::reserve,
                                                item.get(Item::sku),
                                                item.get(Item::quantity)))),
                same(
                        "{map: [1, 2], as: item, policy: wait, index: place,"
                                + " do: {value: ['${item}', '${place}']}}",
                        map(List.of(1, 2), item -> value(List.of(item, cel("place"))))
                                .index("place")
                                .policy(Policy.WAIT)),
                same(
                        "{switch: [{when: '${input.express}', do: {value: courier}},"
                                + " {when: '${size(input.items) > 3}', do: {value: van}},"
                                + " {else: {value: post}}]}",
                        when(ORDER.get(Order::express), value("courier"))
                                .when(ORDER.get(Order::items).size().moreThan(3), value("van"))
                                .otherwise(value("post"))),
                same(
                        "{loop: {until: '${prev.cents > 3}', max: 9, as: turn, do: {task:"
                                + " card.charge, args: ['${input.card}', '${turn.index}']}}}",
                        loop(
                                        9,
                                        "turn",
                                        turn ->
                                                call(
                                                        Shop::charge,
                                                        ORDER.get(Order::card),
                                                        turn.get(Turn::index)))
                                .until(charge -> charge.get(Charge::cents).moreThan(3))),
                same(
                        "[{value: 1}, {loop: {while: '${prev < 5}', max: 9, do: {value: 2}}}]",
                        value(1).then(loop(9, value(2)).asLongAs(made -> made.lessThan(5)))),
                same("{await: parcel.arrived}", await("parcel.arrived")),
                same(
                        """
                        await: approval
                        form:
                          type: object
                          required: [sku, quantity]
                          properties: {sku: {type: string}, quantity: {type: integer}}
                        assignees: [ada, buyers]
                        timeout: 3d
                        onTimeout: {value: none}
                        """,
                        Steps.await("approval", Item.class)
                                .assignees("ada", "buyers")
                                .timeout(ofDays(3))
                                .onTimeout(value("none"))),
                same("{flow: other}", flow("other")),
                same(
                        "{flow: order, revision: 3, with: '${input}'}",
                        flow(workflow("order").takes(Order.class), ORDER).revision(3)),
                same(
                        "{flow: other, detached: true, with: {a: 1}}",
                        flow("other", String.class).with(Map.of("a", 1)).detached()),
                same(
                        "{task: '${input.card}', oneOf: [a, b], args: [1]}",
                        task(ORDER.get(Order::card), "a", "b").call(1)),
                same("{wait: 10m}", pause(ofMinutes(10))),
                same("{wait: '${input.note}'}", pause(ORDER.get(Order::note))),
                same(
                        "{wait: {until: '2026-12-24T18:00:00Z'}}",
                        pauseUntil(Instant.parse("2026-12-24T18:00:00Z"))),
                same("{wait: {until: '${input.note}'}}", pauseUntil(ORDER.get(Order::note))),
                same(
                        "{compensate: true, try: [{task: card.charge, args: [a, 1],"
                                + " undo: {task: card.refund, args: ['${result.id}']}},"
                                + " {task: order.close, args: []}], catch: [{on: [A], do: {value:"
                                + " 1}}, {on: [B, C], do: {value: '${error.code}'}}, {do: {value:"
                                + " 3}}], finally: {task: order.close, args: []}}",
                        attempt(
                                        call(Shop::charge, "a", 1)
                                                .undo(charge ->
                                                        call(Shop::refund, charge.get(Charge::id))),
                                        call(Shop::close))
                                .compensating()
                                .catching("A", _ -> value(1))
                                .catching(
                                        List.of("B", "C"),
                                        error -> value(error.get(RunError::code)))
                                .catching(_ -> value(3))
                                .last(call(Shop::close))),
                same(
                        """
                        graph:
                          state:
                            messages: {initial: ['${input.card}'], merge: append}
                            cost: {merge: add}
                            best: {initial: 0, merge: '${math.greatest(old, new)}'}
                          start: agent
                          nodes:
                            agent:
                              task: llm.chat
                              with: {messages: '${state.messages}'}
                              update: {messages: ['${result.text}'], cost: 1}
                            tools: {value: {best: '${size(state.messages)}'}}
                          edges:
                            - {from: agent, choose: "${state.cost > 3 ? 'end' : 'tools'}"}
                            - {from: tools, to: agent}
                          maxSteps: 9
                          interruptBefore: [tools]
                        """,
                        graph("agent")
                                .channel("messages", Rule.APPEND, List.of(ORDER.get(Order::card)))
                                .channel("cost", Rule.ADD)
                                .channel("best", cel("math.greatest(old, new)"), 0)
                                .node(
                                        "agent",
                                        state ->
                                                task("llm.chat")
                                                        .call()
                                                        .with("messages", state.get("messages")),
                                        result ->
                                                Map.of(
                                                        "messages",
                                                        List.of(result.get("text")),
                                                        "cost",
                                                        1))
                                .node(
                                        "tools",
                                        state ->
                                                value(Map.of("best", state.get("messages").size())))
                                .choose("agent", cel("state.cost > 3 ? 'end' : 'tools'"))
                                .edge("tools", "agent")
                                .maxSteps(9)
                                .interruptBefore("tools")),
                same(
                        "{value: {a: '${input.card}', b: 'no $${c}', d: 'to ${input.card}!'}}",
                        value(
                                Map.of(
                                        "a", ORDER.get(Order::card),
                                        "b", "no ${c}",
                                        "d", text("to %s!", ORDER.get(Order::card))))));
    }

    /// In the form with braces, which would be taken for JSON without the comment before it.
    private static Canvas yaml(String text) {
        return CanvasReader.canvas(requireNonNull(Json.readDocument("# YAML\n" + text)));
    }

    private static Arguments same(String yaml, Step<?> step) {
        return Arguments.of(yaml, step);
    }

    private static Call<Long> total(String id) {
        return call(Shop::total, ORDER.get(Order::items)).id(id);
    }

    @Test
    void givesWhatCameBeforeToASignatureWhereThereIsSomething() {
        var add = task("add");

        assertThat(chain(add.s(2, 2), add.s(4), add.si(1)).canvas())
                .isEqualTo(
                        yaml(
                                "[{task: add, args: [2, 2]}, {task: add, args: [4], pipe:"
                                        + " true}, {task: add, args: [1]}]"));
        assertThat(chain(pause(ofSeconds(1)), add.s(1)).toString()).contains("\"pipe\":true");
    }

    @Test
    void writesExpressions() {
        var card = ORDER.get(Order::card);

        assertThat(card.is("a\"b")).hasToString("${input.card == \"a\\\"b\"}");
        assertThat(ORDER.maybe(Order::note).orElse("none"))
                .hasToString("${input.?note.orValue(\"none\")}");
        assertThat(condition("%s && %s", ORDER.get(Order::express), card.isNot("x")))
                .hasToString("${input.express && (input.card != \"x\")}");
        assertThat(input().get("in").get("odd name").at(2))
                .hasToString("${input[\"in\"][\"odd name\"][2]}");
        assertThat(text("$%s ${x}", card)).hasToString("${'$'}${input.card} $${x}");
    }
}
