package dev.lovage.console;

import static dev.lovage.console.Fixtures.CONTROL;
import static dev.lovage.console.Fixtures.error;
import static dev.lovage.console.Fixtures.step;

import dev.lovage.canvas.CanvasReader;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;

import java.util.List;

/// A run of a definition that has every kind of node: its card was declined, which is being caught.
record ControlRun(Fixtures all) {
    private static final String DEFINITION =
            """
            name: order-handling
            do:
              - {id: quote, task: price.quote}
              - {wait: 10m, if: "${input.patient}"}
              - id: route
                switch:
                  - when: "${steps.quote.total > 1000}"
                    do: [{task: credit.check}, {id: approve, task: credit.approve, countdown: 5s}]
                  - {when: "${steps.quote.total > 100}", do: {task: credit.check}}
                  - {else: {value: "${prev}"}}
              - id: order
                try:
                  - {id: stock, task: stock.take, undo: {task: stock.return}}
                  - id: card
                    task: card.charge
                    if: "${input.paid == false}"
                    undo: {task: card.refund}
                    onError: {task: tell.support}
                  - {map: "${steps.stock}", do: {task: parcel.pack}}
                catch:
                  - {on: [CARD_DECLINED, CARD_EXPIRED], do: [{task: mail.send}, {value: refused}]}
                  - {do: {task: page.duty}}
                finally: {task: stock.unlock}
                compensate: true
              - group: {mail: {task: mail.send, onSuccess: {task: count.mails}}, print: {task: label.print}}
              - {wait: {until: "${input.due}"}, label: Day of delivery}
              - {task: parcel.hand, onSuccess: [{task: tell.customer}, {task: count.parcels}]}
            onError: {task: notify.webhook}
            finally: {task: files.clean}
            """;

    void add() {
        var at = all.now.minusSeconds(70);
        all.runs.add(
                all.run(
                        CONTROL,
                        "order-handling",
                        3,
                        RunState.RUNNING,
                        "marta",
                        at,
                        at.plusMillis(20),
                        null,
                        null));
        all.graphs.put(CONTROL, FakeWorkflows.graph(CanvasReader.definition(DEFINITION)));
        all.steps.put(
                CONTROL,
                List.of(
                        done("do.0", "price.quote"),
                        step("do.1", "wait", StepState.SKIPPED, null, at, 0, null, null),
                        step("do.2", "switch", StepState.SUCCEEDED, null, at, 5_400, null, null),
                        done("do.2.s.0.0", "credit.check"),
                        done("do.2.s.0.1", "credit.approve"),
                        step("do.3", "try", StepState.RUNNING, null, at, 0, null, null),
                        done("do.3.try.0", "stock.take"),
                        step(
                                "do.3.try.1",
                                "task",
                                StepState.FAILED,
                                "card.charge",
                                at,
                                2_000,
                                null,
                                error("CARD_DECLINED", "card.charge", "do.3.try.1", 1, "No.")),
                        done("do.3.try.1.err.0", "tell.support"),
                        done("do.3.try.0.undo", "stock.return"),
                        step(
                                "do.3.catch.0.0",
                                "task",
                                StepState.RUNNING,
                                "mail.send",
                                at,
                                0,
                                null,
                                null)));
    }

    private Run.Step done(String path, String task) {
        var at = all.now.minusSeconds(60);
        return step(path, "task", StepState.SUCCEEDED, task, at, 800, null, null);
    }
}
