package dev.lovage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Approval;
import dev.lovage.client.Page;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class ApprovalTextTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void anApprovalTellsItsIdWhatForUntilWhenAndByWhom() {
        var approval =
                new Approval(
                        "do.1@release~1",
                        "go",
                        "\u001b[31mRelease",
                        new Approval.Place("release~1", "release", 3, "do.1"),
                        new Approval.Waiting(NOON, NOON.plusSeconds(60)),
                        null,
                        List.of("anna", "role:editor"),
                        true);

        assertThat(ApprovalText.list(new Page<>(List.of(approval), "next", NOON)))
                .isEqualTo(
                        """
                        do.1@release~1
                          release: Release, since 2026-11-21T12:00:00Z until 2026-11-21T12:01:00Z by anna, role:editor
                        There are more.
                        """);
    }
}
