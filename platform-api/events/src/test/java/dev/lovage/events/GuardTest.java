package dev.lovage.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

class GuardTest {
    @AfterEach
    void switchOn() {
        System.clearProperty("lovage.test.guards.off");
    }

    @Test
    void allAreOnUnlessATestSaysOtherwise() {
        assertThat(Guard.values()).allMatch(Guard::on);

        System.setProperty("lovage.test.guards.off", "fence,R1");

        assertThat(Stream.of(Guard.values()).filter(Guard::on))
                .containsExactly(Guard.VERSION, Guard.ACCEPTANCE);
    }
}
