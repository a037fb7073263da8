package dev.lovage.server.projection;

import static dev.lovage.server.projection.ARun.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lovage.events.RunState;
import dev.lovage.events.StepState;
import dev.lovage.server.OwnDatabase;
import dev.lovage.server.Settings;
import dev.lovage.server.event.EventLog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;

class EventLogIT {
    @RegisterExtension static final OwnModel model = new OwnModel();
    private static final OwnDatabase database = model.database;
    private static final Tables tables = model.tables;
    private final ARun run = ARun.named("census~1");

    @Test
    void keepsWhatEachEventSaidOnceHoweverOftenItComes() {
        model.apply(run.started(1), run.changed(2, step(2, "do.0", StepState.QUEUED)));
        model.apply(run.started(1), run.closed(3, RunState.SUCCEEDED, "é\u0000"));
        model.apply(run.closed(3, RunState.SUCCEEDED, "é\u0000"));

        assertThat(kept())
                .containsExactly(
                        "1 dev.lovage.run.started.v1",
                        "2 dev.lovage.run.changed.v1",
                        "3 dev.lovage.run.closed.v1");
        assertThat(database.value("select data::json ->> 'seq' from event_log where seq = 2"))
                .isEqualTo("2");
    }

    @Test
    void anEventThatChangesNoRowIsKeptAsWell() {
        model.apply(run.changed(5));
        model.apply(run.changed(4), run.execution("t-0", ARun.EPOCH - 1).changed(3));
        model.apply(run.confirmed(RunState.SUCCEEDED));

        assertThat(kept()).hasSize(4).first().isEqualTo("3 dev.lovage.run.changed.v1");
    }

    @Test
    void whatIsOlderThanTheLogIsNotWrittenDown() {
        database.update("update event_log_kept set since = ?", ARun.at(3));
        model.apply(run.started(1), run.changed(2), run.changed(3), run.changed(4));

        assertThat(kept()).extracting(row -> row.charAt(0)).containsExactly('3', '4');
        assertThat(tables.runs()).hasSize(1);
    }

    @Test
    void daysThatAreOverGoAndTheOthersStay() {
        keep(Duration.ofDays(5));
        database.update(
                "insert into event_log (at, seq, tenant, run, id, type, data)"
                        + " select now() - i * interval '1 day', i, 'default', 'a~1', i, 't', '{}'"
                        + " from generate_series(-10, 20) i");

        keep(Duration.ofDays(3));
        assertThat(seqs()).isEqualTo("-10 to 3");
        assertThat(database.value("select tableoid::regclass from event_log where seq = 3"))
                .startsWith("event_log_2");
        assertThat(
                        database.value(
                                "select count(*) from event_log_default"
                                        + " where at < now() + interval '3 days'"))
                .isEqualTo("0");

        keep(Duration.ofDays(3));
        assertThat(seqs()).isEqualTo("-10 to 3");
        keep(Duration.ofDays(1));
        assertThat(seqs()).isEqualTo("-10 to 1");
    }

    @Test
    void ofNoDaysNothingIsKept() {
        keep(Duration.ZERO);
        model.apply(run.started(1));

        assertThat(kept()).isEmpty();
        assertThat(tables.runs()).hasSize(1);
    }

    private static void keep(Duration retention) {
        new EventLog(database, new Settings.EventLog(retention)).keep();
    }

    private static String seqs() {
        return database.value("select min(seq) || ' to ' || max(seq) from event_log");
    }

    private static List<String> kept() {
        return tables.rows("select seq || ' ' || type from event_log order by at, seq, id");
    }
}
