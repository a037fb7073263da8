package dev.lovage.server.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.AttemptEvent;
import dev.lovage.events.AttemptEvent.Outcome;
import dev.lovage.events.StepState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class AttemptHeadTest {
    private final AnAttempt first = AnAttempt.of("census~1", "do.0", 1);
    private final AnAttempt second = AnAttempt.of("census~1", "do.0", 2);

    private static AttemptHead after(List<AttemptEvent> said) {
        return said.stream().map(AttemptHead::of).reduce(AttemptHead::and).orElseThrow();
    }

    private static AttemptHead after(AttemptEvent... said) {
        return after(Arrays.asList(said));
    }

    @Test
    void anAttemptThatBeganRunsAndSaysHowFarItIs() {
        var head = after(first.began(1), first.progressed(5, 3), first.progressed(7, 4));

        assertThat(head.state()).isEqualTo(StepState.RUNNING);
        assertThat(head.began()).isEqualTo(AnAttempt.at(1));
        assertThat(head.progress()).isEqualTo(first.progressed(7, 4));
        assertThat(head.over()).isFalse();
    }

    @Test
    void aFailedOneWithAnotherToComeIsRetriedAtAMoment() {
        var head = after(first.began(1), first.failed(2, 9));

        assertThat(head.state()).isEqualTo(StepState.RETRYING);
        assertThat(head.retry()).isEqualTo(AnAttempt.at(9));
        assertThat(head.error()).isNotNull();
        assertThat(after(first.failed(2, 9), second.began(10)).state())
                .isEqualTo(StepState.RUNNING);
    }

    @Test
    void theLastOneOnlySaysThatItIsOver() {
        var head = after(first.began(1), first.ended(2, Outcome.FAILED));

        assertThat(head.state()).isEqualTo(StepState.RUNNING);
        assertThat(head.over()).isTrue();
    }

    @Test
    void aStoppedWorkerLeavesTheStepWaitingForAnother() {
        assertThat(after(first.began(1), first.ended(2, Outcome.LOST)).state())
                .isEqualTo(StepState.QUEUED);
        assertThat(after(first.ended(2, Outcome.LOST), first.began(3)).state())
                .isEqualTo(StepState.RUNNING);
    }

    @Test
    void ofAnotherExecutionTheLaterOneIsShown() {
        var reset = first.in("t-2");

        assertThat(after(second.began(5), reset.began(9)).subject().attempt()).isEqualTo(1);
        assertThat(after(reset.began(9), second.began(5)).subject().attempt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsLateOrSaidTwiceMovesNothingBack(long seed) {
        var random = new Random(seed);
        var said = new ArrayList<AttemptEvent>();
        for (int n = 1, at = 0; n <= 4; n++) {
            var attempt = AnAttempt.of("census~1", "do.0", n);
            said.add(attempt.began(++at));
            said.add(attempt.progressed(++at, n));
            said.add(attempt.failed(++at, at + 1));
        }
        said.subList(said.size() - random.nextInt(3), said.size()).clear();
        var inOrder = after(said);
        said.addAll(said.subList(0, 5));
        Collections.shuffle(said, random);

        var shuffled = after(said);
        assertThat(shuffled.state()).isEqualTo(inOrder.state());
        assertThat(shuffled.at()).isEqualTo(inOrder.at());
        assertThat(shuffled.subject()).isEqualTo(inOrder.subject());
        assertThat(shuffled.retry()).isEqualTo(inOrder.retry());
    }
}
