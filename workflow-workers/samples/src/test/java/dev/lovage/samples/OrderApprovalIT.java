package dev.lovage.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.Objects.requireNonNull;

import dev.lovage.client.Access;
import dev.lovage.client.Approval;
import dev.lovage.client.LovageClient;
import dev.lovage.client.ProblemException;
import dev.lovage.client.Run;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.local.Stack;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// The running platform: somebody agrees to a large order, or does not, over REST.
@Timeout(180)
final class OrderApprovalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(55);
    private static final String SHIPPED = "do.0.try.6";

    private final AtomicReference<String> token = new AtomicReference<>();
    private final LovageClient client =
            LovageClient.at(URI.create(Stack.shared().api()), token::get);

    @BeforeEach
    void signIn() {
        var admin = Stack.shared().admin();
        token.set(client.signIn(Access.SignIn.with(admin.name(), admin.password())).accessToken());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shipsAsAChildRunWhatSomebodyAgreedTo() {
        var run = order(Map.of("askAbove", 5000));
        var approval = asked(run);
        assertThat(approval.assignees()).containsExactly("role:operator");

        client.approvals()
                .decide(approval.id(), Approval.Decision.approve(Map.of(), "as ever"), null);

        assertThat(result(run))
                .isEqualTo(Map.of("state", "fulfilled", "cents", 7500L, "carrier", "post"));
        var child = child(run);
        assertThat(child.workflow()).isEqualTo("ship-order");
        assertThat(child.parent()).isEqualTo(new Run.Parent(run, SHIPPED));
        assertThat(client.result(child.id(), PATIENCE).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void undoesWhatWasReservedWhenSomebodySaysNo() {
        var run = order(Map.of("askAbove", 5000));

        client.approvals()
                .decide(asked(run).id(), Approval.Decision.reject("Not to this house"), null);

        assertThat(result(run))
                .isEqualTo(Map.of("state", "declined", "because", "Not to this house"));
        assertThat(undone(run)).isEqualTo(2);
    }

    @Test
    void declinesWhatNobodyAgreedToInTime() {
        var run = order(Map.of("askAbove", 5000, "decideWithin", "1s"));

        assertThat(result(run))
                .isEqualTo(
                        Map.of(
                                "state",
                                "declined",
                                "because",
                                "Nobody agreed to order A-1001 within 1s"));
        assertThat(undone(run)).isEqualTo(2);
    }

    private String order(Map<String, Object> input) {
        return client.start("order-fulfilment", Run.Start.with(input), null).id();
    }

    private Approval asked(String run) {
        var filter = new Approval.Filter(true, null, run);
        return await().atMost(PATIENCE)
                .until(
                        () -> client.approvals().list(filter, 1, null).items(),
                        items -> !items.isEmpty())
                .getFirst();
    }

    private Object result(String run) {
        var result = client.result(run, PATIENCE);
        assertThat(result.state()).isEqualTo(RunState.SUCCEEDED);
        return requireNonNull(result.result());
    }

    /// As the read model has it once it was told of its begin.
    private Run child(String run) {
        var step =
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(ProblemException.class)
                        .until(
                                () -> client.step(run, SHIPPED),
                                s -> s.state() == StepState.SUCCEEDED);
        var child = requireNonNull(requireNonNull(requireNonNull(step.work()).flow()).run());
        return await().atMost(PATIENCE)
                .until(() -> client.run(child), seen -> seen.parent() != null);
    }

    /// How many reservations were taken back, once the read model has the end of the run.
    private long undone(String run) {
        await().atMost(PATIENCE).until(() -> client.run(run).state().ended());
        return client.steps(run, 200, null).items().stream()
                .filter(step -> step.path().endsWith(".undo"))
                .filter(step -> step.state() == StepState.SUCCEEDED)
                .count();
    }
}
