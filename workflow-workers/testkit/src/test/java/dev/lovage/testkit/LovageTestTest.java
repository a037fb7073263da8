package dev.lovage.testkit;

import static dev.lovage.sdk.flow.Steps.*;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.lovage.canvas.InvalidCanvasException;
import dev.lovage.events.StepState;
import dev.lovage.sdk.TaskFailure;
import dev.lovage.sdk.flow.RunError;
import dev.lovage.sdk.flow.Steps;
import dev.lovage.sdk.flow.Workflow;
import dev.lovage.testkit.Books.Charge;
import dev.lovage.testkit.Books.Order;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(60)
final class LovageTestTest {
    static final Workflow<Order> ORDER =
            workflow("book-order")
                    .takes(Order.class)
                    .runTimeout(ofDays(7))
                    .steps(order -> {
                        var prices =
                                map(
                                                order.get(Order::titles),
                                                "title",
                                                title -> call(Books::price, title))
                                        .id("prices");
                        var cents = call(Books::sum, prices).id("cents");
                        var charged =
                                call(Books::charge, order.get(Order::customer), cents)
                                        .id("charged")
                                        .undo(charge ->
                                                call(Books::refund, charge.get(Charge::id)));
                        var sent = call(Books::send, order.get(Order::customer)).id("sent");
                        return attempt(prices, cents, charged, pause(ofDays(2)).id("packing"), sent)
                                .compensating()
                                .catching(
                                        "OUT_OF_PAPER",
                                        error -> value(error.get(RunError::message)));
                    });

    record Answer(boolean ok) {}

    private static final Order TWO = new Order("Ann", List.of("Emma", "Ulysses"));

    @RegisterExtension
    static final LovageTest lovage =
            LovageTest.with(new Books())
                    .faking(
                            "card.charge",
                            charge -> new Charge("c-1", charge.get("cents", Long.class)))
                    .faking(task(Books::refund), _ -> null);

    @Test
    void runsDaysInMilliseconds() {
        var begin = lovage.now();

        var run = lovage.run(ORDER, TWO);

        assertThat(run)
                .succeeded()
                .returned("parcel for Ann")
                .step("prices")
                .returned(List.of(400, 700))
                .step("prices[1]")
                .returned(700)
                .step("charged")
                .returned(new Charge("c-1", 1100))
                .attempts(1);
        assertThat(Duration.between(begin, lovage.now())).isGreaterThan(ofDays(2));
    }

    @Test
    void triesAgainAsTheTaskSays() {
        var attempts = new AtomicInteger();
        lovage.faking(
                "card.charge",
                charge -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw TaskFailure.of("BANK_BUSY", "later");
                    }
                    return new Charge(charge.context().path(), 1);
                });

        assertThat(lovage.run(ORDER, TWO))
                .succeeded()
                .step("charged")
                .attempts(3)
                .returned(new Charge("do.try.2", 1));
    }

    @Test
    void givesLargeValuesAsTheyAre() {
        var large = "x".repeat(200_000);
        lovage.faking("parcel.send", _ -> large);

        assertThat(lovage.run(ORDER, TWO)).succeeded().returned(large).step("sent").returned(large);
    }

    @Test
    void undoesWhatWasDone() {
        lovage.faking(
                "parcel.send",
                _ -> {
                    throw TaskFailure.of("OUT_OF_PAPER", "no paper").permanent();
                });

        var run = lovage.run(ORDER, TWO);

        assertThat(run).succeeded().returned("no paper").step("sent").failedWith("OUT_OF_PAPER");
        assertThat(run)
                .tasks()
                .containsExactly(
                        "book.price", "book.price", "book.sum", "card.charge", "card.refund");
    }

    @Test
    void failsWithTheCodeOfTheTask() {
        lovage.faking(
                task(Books::charge),
                _ -> {
                    throw TaskFailure.of("CARD_DECLINED", "no").permanent();
                });

        assertThat(lovage.run(ORDER, TWO))
                .failedWith("CARD_DECLINED")
                .step("charged")
                .failedWith("CARD_DECLINED")
                .step("sent")
                .neverRan();
    }

    @Test
    void cancelsARunThatPausesForDays() {
        var run = lovage.start(ORDER, TWO).waitsAt("packing");

        lovage.cancel(run);

        assertThat(run.end()).wasCancelled().step("packing").wasCancelled();
        assertThat(run).tasks().endsWith("card.refund");
    }

    @Test
    void letsTimePassOnDemand() {
        var run = lovage.start(ORDER, TWO).waitsAt("packing");

        lovage.sleep(ofDays(1));
        assertThat(run).step("packing").is(StepState.WAITING);

        lovage.sleep(ofDays(1).plusMinutes(1));
        assertThat(run.reached("sent")).step("sent").succeeded();
    }

    @Test
    void timesOutAnAttemptThatTakesTooLong() {
        lovage.faking(
                "book.price",
                _ -> {
                    lovage.sleep(ofMinutes(3));
                    return 1;
                });
        var slow = call(Books::price, "Emma").timeout(ofSeconds(20));

        assertThat(lovage.run(slow, null)).failedWith("TIMEOUT_ATTEMPT");
    }

    @Test
    void startsAnotherWorkflowAsAStep() {
        var child = workflow("child").steps(call(Books::price, "Emma"));

        lovage.knowing(child.definition());

        assertThat(lovage.run(workflow("parent").steps(flow("child").with(Map.of()).id("c")), null))
                .succeeded()
                .returned(400)
                .step("c")
                .succeeded();
    }

    @Test
    void givesASignalToWhoAwaitsIt() {
        var approved =
                workflow("approved").steps(Steps.await("approval", Answer.class).id("asked"));

        var run = lovage.start(approved, null).waitsAt("asked");
        lovage.signal(run, "approval", new Answer(true));

        assertThat(run.end()).succeeded().returned(new Answer(true));

        var refused = lovage.start(approved, null);
        lovage.refuse(refused, "approval", "TOO_DEAR", "no");

        assertThat(refused.end()).failedWith("TOO_DEAR").step("asked").failedWith("TOO_DEAR");
    }

    @Test
    void letsAnAwaitTimeOutAfterDays() {
        var asked = Steps.await("approval", Answer.class).timeout(ofDays(3));

        assertThat(lovage.run(asked, null)).failedWith("AWAIT_TIMEOUT");
    }

    @Test
    void endsARunWhoseTimeIsUp() {
        var patient = workflow("patient").runTimeout(ofDays(1)).steps(pause(ofDays(2)));

        assertThat(lovage.run(patient, null)).timedOut();
    }

    @Test
    void saysWhichTaskTheTestLacks() {
        assertThatThrownBy(
                        () -> assertThat(lovage.run(task("book.prise").call(1), null)).succeeded())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The test has no task `book.prise`")
                .hasMessageContaining("faking(\"book.prise\", arguments -> ..)")
                .hasMessageContaining("Did you mean `book.price`?");
    }

    @Test
    void tellsWhatHappenedWhereAnAssertionFails() {
        var run = lovage.run(ORDER, TWO);

        assertThatThrownBy(() -> assertThat(run).failedWith("X"))
                .hasMessageContaining("The run should be FAILED")
                .hasMessageContaining("do.try.2")
                .hasMessageContaining("card.charge → {id=c-1, cents=1100}");
        assertThatThrownBy(() -> assertThat(run).step("charged").attempts(2))
                .hasMessageContaining("Step `charged` should have had 2 attempts, not 1");
        assertThatThrownBy(() -> assertThat(run).returned("x"))
                .hasMessageContaining("should have returned")
                .hasMessageContaining("parcel for Ann");
        assertThatThrownBy(() -> assertThat(run).step("charge").succeeded())
                .hasMessageContaining("The workflow has no step `charge`")
                .hasMessageContaining("charged (do.try.2)");
    }

    @Test
    void writesItsHistoryDownForTheGate(@TempDir Path folder) throws IOException {
        var file = folder.resolve("book-order.json");
        lovage.run(ORDER, TWO).record(file);

        var gate = ReplayGate.in(folder);

        gate.holds();
        assertThat(gate.with(ORDER.steps(pause(ofDays(1))).definition()).differences())
                .singleElement()
                .asString()
                .isEqualTo(
                        "book-order.json: at event 6, step do.try.0.m.0, book.price, the replay does"
                                + " something else");
    }

    @Test
    void refusesAnInputThatMissesTheSchema() {
        assertThatThrownBy(() -> lovage.run(ORDER, Map.of("customer", "Ann")))
                .isInstanceOf(InvalidCanvasException.class)
                .hasMessageContaining("titles");
    }
}
