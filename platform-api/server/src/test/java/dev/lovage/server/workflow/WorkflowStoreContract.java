package dev.lovage.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.client.Workflow;
import dev.lovage.server.Database;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What the fake promises too.
interface WorkflowStoreContract {
    Instant SAVED = Instant.parse("2026-01-02T03:04:05.678Z");

    WorkflowStore store();

    Database database();

    private static Workflow.Revision revision(String name, int number) {
        return new Workflow.Revision(
                name,
                number,
                SAVED,
                "ann",
                "hash-" + number,
                Map.of("name", name, "do", Map.of("value", (long) number)),
                "# source " + number);
    }

    private Workflow.Revision add(String tenant, Workflow.Revision revision) {
        return database()
                .transaction(tx -> {
                    store().lock(tx, tenant, revision.name());
                    store().add(tx, tenant, revision, "what it is", List.of("a", "b"));
                    return revision;
                });
    }

    private Optional<Workflow.Revision> locked(String tenant) {
        return database().transaction(tx -> store().lock(tx, tenant, "w"));
    }

    private static String tenant() {
        return "t" + UUID.randomUUID();
    }

    @Test
    default void keepsEveryRevisionAndKnowsTheLatest() {
        var tenant = tenant();
        var first = add(tenant, revision("w", 1));
        var second = add(tenant, revision("w", 2));

        assertThat(store().latest(tenant, "w")).contains(second);
        assertThat(store().revision(tenant, "w", 1)).contains(first);
        assertThat(store().revision(tenant, "w", 3)).isEmpty();
        assertThat(store().latest(tenant(), "w")).isEmpty();
    }

    @Test
    default void locksTheLatestAndWhatIsNotThereYet() {
        var tenant = tenant();
        assertThat(locked(tenant)).isEmpty();
        assertThat(store().list(tenant, null, 10)).isEmpty();
        var first = add(tenant, revision("w", 1));

        assertThat(locked(tenant)).contains(first);
    }

    @Test
    default void listsByNameFromAPlaceOn() {
        var tenant = tenant();
        List.of("c", "a", "b").forEach(name -> add(tenant, revision(name, 1)));

        assertThat(store().list(tenant, null, 2)).containsExactly(listed("a"), listed("b"));
        assertThat(store().list(tenant, "b", 2)).containsExactly(listed("c"));
    }

    @Test
    default void tellsTheHistoryNewestFirst() {
        var tenant = tenant();
        List.of(1, 2, 3).forEach(number -> add(tenant, revision("w", number)));

        assertThat(store().history(tenant, "w", Integer.MAX_VALUE, 2))
                .extracting(Workflow::revision)
                .containsExactly(3, 2);
        assertThat(store().history(tenant, "w", 2, 2)).containsExactly(listed("w"));
        assertThat(store().history(tenant, "x", Integer.MAX_VALUE, 2)).isEmpty();
    }

    private static Workflow listed(String name) {
        return new Workflow(name, "what it is", 1, List.of("a", "b"), SAVED, "ann");
    }
}
