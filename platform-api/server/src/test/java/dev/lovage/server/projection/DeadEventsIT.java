package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.RunEvent;
import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnDatabase;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What cannot be applied is kept aside, and holds nothing up.
class DeadEventsIT {
    @RegisterExtension static final OwnModel model = new OwnModel();
    private static final OwnDatabase database = model.database;
    private static final Tables tables = model.tables;
    private static final Projection projection = model.projection;
    private final ARun run = ARun.named("census~1");

    @Test
    void whatCannotBeReadIsKeptWholeAndHoldsNothingUp() {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        records.add(Told.at(0, run.started(1)));
        records.add(Told.raw(1, new byte[0]));
        records.add(Told.raw(2, null));
        records.add(truncated(3));
        records.add(Told.raw(4, "x".repeat(900 * 1024).getBytes(StandardCharsets.UTF_8)));
        records.add(ofAnotherType(5));
        records.add(Told.at(6, run.changed(2, step(2, "do.0", StepState.QUEUED))));
        var outcome = projection.apply(List.of(new Batch(Told.SOURCE, 0, 0, records, false)));

        assertThat(outcome.dead()).isEqualTo(5);
        assertThat(
                        tables.rows(
                                "select record_offset || ' ' || coalesce(length(value), -1)"
                                        + " from dead_events order by 1"))
                .hasSize(5)
                .contains("1 0", "2 -1", "4 " + 900 * 1024);
        assertThat(
                        database.value(
                                "select count(*) from dead_events where headers::text like"
                                        + " '%ce_type%'"))
                .isEqualTo("2");
        assertThat(tables.steps()).hasSize(1);
        assertThat(database.value("select next_offset from projector_offsets")).isEqualTo("7");
    }

    @Test
    void whatAnotherVersionCouldNotReadIsAppliedByOneThatCan() {
        var older = new Projection(database, Clock.systemUTC(), _ -> {}, DeadEventsIT::asBefore);
        var told = run.changed(1, step(1, "do.0", StepState.QUEUED));
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        records.add(Told.at(0, told));
        records.add(Told.at(1, run.confirmed(RunState.TERMINATED)));
        records.add(ofAnotherType(2));
        records.add(Told.raw(3, null));
        older.apply(List.of(new Batch(Told.SOURCE, 0, 0, records, false)));
        assertThat(tables.runs()).hasSize(1).first().asString().contains("RUNNING");
        assertThat(database.value("select count(*) from dead_events")).isEqualTo("3");

        var revival = new Revival(database, Told.TOPIC, projection);
        assertThat(revival.all()).isEqualTo(new Revival.Revived(1, 2));
        assertThat(revival.all()).isEqualTo(new Revival.Revived(0, 2));

        assertThat(tables.runs()).hasSize(1).first().asString().contains("TERMINATED");
        assertThat(tables.steps()).hasSize(1).first().asString().contains("TERMINATED");
        assertThat(tables.rows("select record_offset::text from dead_events order by 1"))
                .containsExactly("2", "3");
    }

    /// A version that does not know confirmations yet.
    private static RunEvent asBefore(CloudEvent cloud) {
        if (cloud.type().equals(EventCodec.CONFIRMED)) {
            throw new IllegalArgumentException("the type " + cloud.type() + " is not known");
        }
        return EventCodec.decode(cloud);
    }

    @Test
    void whatPostgresRefusesIsKeptWholeAndTheRestIsApplied() {
        var other = ARun.named("census~2");
        var outcome =
                model.apply(
                        run.changed(1, step(1, "do.0", StepState.QUEUED)),
                        other.changed(1, step(1, "do.\0", StepState.QUEUED)),
                        run.changed(2, step(2, "do.1", StepState.QUEUED)));

        assertThat(outcome.dead()).isEqualTo(1);
        assertThat(tables.runs()).hasSize(1);
        assertThat(tables.steps()).hasSize(2);
        assertThat(database.value("select record_offset from dead_events")).isEqualTo("1");
    }

    @Test
    void valuesMayHoldAnyCharacter() {
        model.apply(run.closed(2, RunState.SUCCEEDED, "\0 \ud83c\udf3f \ud800"));

        assertThat(database.value("select count(*) from dead_events")).isEqualTo("0");
        assertThat(database.value("select result::text from runs")).contains("\\u0000 🌿");
    }

    private static ConsumerRecord<byte[], byte[]> truncated(long offset) {
        var whole = Told.at(offset, ARun.named("census~1").changed(9));
        var half = Told.raw(offset, Arrays.copyOf(whole.value(), whole.value().length / 2));
        whole.headers().forEach(half.headers()::add);
        return half;
    }

    private static ConsumerRecord<byte[], byte[]> ofAnotherType(long offset) {
        var record = Told.at(offset, ARun.named("census~1").changed(9));
        record.headers().remove("ce_type");
        record.headers()
                .add("ce_type", "dev.lovage.run.exploded.v1".getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
