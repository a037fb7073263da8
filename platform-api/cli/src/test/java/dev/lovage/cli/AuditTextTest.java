package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.AuditEntry;
import dev.lovage.client.AuditEntry.Outcome;
import dev.lovage.client.Page;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class AuditTextTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

    @Test
    void tellsInColumnsWhatCameOfItAndWhoWantedItAndWhy() {
        var stopped =
                new AuditEntry(
                        7,
                        NOON,
                        "anna",
                        "run:terminate",
                        "run/census~1",
                        "\u001b[31menough",
                        Outcome.DONE,
                        NOON.plusSeconds(1));
        var refused =
                new AuditEntry(5, NOON, "bo", "run:start", "run/*", null, Outcome.DENIED, NOON);

        assertThat(AuditText.list(new Page<>(List.of(stopped, refused), "next", NOON)))
                .isEqualTo(
                        """
                        2026-11-21T12:00:00Z  DONE    anna  run:terminate  run/census~1  enough
                        2026-11-21T12:00:00Z  DENIED  bo    run:start      run/*
                        There are more.
                        """);
        assertThat(AuditText.list(new Page<>(List.of(), null, NOON))).isEmpty();
    }
}
