package dev.lovage.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

class AuditRowTest {
    private static final String NOTHING = "";
    private final AuditRow row =
            new AuditRow("default", 7, Arrays.asList("c", "1", "ann", "run:start", "run/x", null));

    @Test
    void hasAnotherHashWhateverChanges() {
        var hash = row.hash(NOTHING);

        assertThat(row.hash(NOTHING)).isEqualTo(hash);
        assertThat(row.hash(hash)).isNotEqualTo(hash);
        assertThat(new AuditRow("other", 7, row.fields()).hash(NOTHING)).isNotEqualTo(hash);
        assertThat(new AuditRow("default", 8, row.fields()).hash(NOTHING)).isNotEqualTo(hash);
        assertThat(new AuditRow("default", 7, List.of("c")).hash(NOTHING)).isNotEqualTo(hash);
    }

    @Test
    void tellsAbsentFromEmpty() {
        var empty = Arrays.asList("c", "1", "ann", "run:start", "run/x", "");

        assertThat(new AuditRow("default", 7, empty).hash(NOTHING)).isNotEqualTo(row.hash(NOTHING));
    }
}
