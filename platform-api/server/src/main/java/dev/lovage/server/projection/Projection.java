package dev.lovage.server.projection;

import dev.lovage.events.RunEvent;
import dev.lovage.server.Database;
import dev.lovage.server.Transaction;
import dev.lovage.server.projection.PartTable.Part;
import dev.lovage.server.projection.Reading.Beat;
import dev.lovage.server.projection.Reading.Illegible;
import dev.lovage.server.projection.Reading.Legible;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Applies batches of Kafka's records to the read model, each in one transaction with its position.
final class Projection {
    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    private final Database database;
    private final Clock clock;
    private final Consumer<News> witness;

    /// @param witness is told what became known, once that is committed
    Projection(Database database, Clock clock, Consumer<News> witness) {
        this.database = database;
        this.clock = clock;
        this.witness = witness;
    }

    /// What came of a batch.
    sealed interface Outcome {
        /// It is in the read model. `dead` of its records are kept aside.
        record Applied(int dead, News news) implements Outcome {
            Applied and(Applied next) {
                return new Applied(dead + next.dead, news.and(next.news));
            }
        }

        /// Someone else reads this partition now, or did in the meantime: nothing was written.
        record Fenced(long stored) implements Outcome {}
    }

    /// Where to read on in each partition; a topic that was never read is read from `beginnings`.
    Map<Integer, Long> positions(String topic, Map<Integer, Long> beginnings) {
        return database.transaction(
                transaction -> OffsetTable.positions(transaction.connection(), topic, beginnings));
    }

    /// Kafka has nothing beyond these positions.
    void caughtUp(String topic, Map<Integer, Long> positions) {
        database.transaction(transaction -> {
            OffsetTable.caughtUp(transaction.connection(), topic, positions, clock.instant());
            return positions;
        });
    }

    /// @param behind whether Kafka has more than this batch
    Outcome apply(Batch batch, boolean behind) {
        var readings = batch.records().stream().map(Reading::of).toList();
        var outcome =
                database.transaction(transaction -> apply(transaction, batch, readings, behind));
        if (outcome instanceof Outcome.Applied applied) {
            witness.accept(applied.news());
        }
        return outcome;
    }

    private Outcome apply(
            Transaction transaction, Batch batch, List<Reading> readings, boolean behind)
            throws SQLException {
        var connection = transaction.connection();
        var stored = OffsetTable.lock(connection, batch.topic(), batch.partition());
        if (stored != batch.from()) {
            return new Outcome.Fenced(stored);
        }
        var applied = write(connection, readings);
        OffsetTable.advance(connection, batch, behind ? lastTime(readings) : clock.instant());
        return applied;
    }

    /// All at once; one by one when the database refuses some of it, to find which.
    private Outcome.Applied write(Connection connection, List<Reading> readings)
            throws SQLException {
        try {
            return attempt(connection, readings);
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            var all = new Outcome.Applied(0, News.NONE);
            for (var reading : readings) {
                all = all.and(writeOne(connection, reading));
            }
            return all;
        }
    }

    private Outcome.Applied writeOne(Connection connection, Reading reading) throws SQLException {
        try {
            return attempt(connection, List.of(reading));
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            bury(connection, new Illegible(reading.record(), String.valueOf(e.getMessage())));
            return new Outcome.Applied(1, News.NONE);
        }
    }

    private Outcome.Applied attempt(Connection connection, List<Reading> readings)
            throws SQLException {
        var savepoint = connection.setSavepoint();
        try {
            var applied = writeAll(connection, readings);
            connection.releaseSavepoint(savepoint);
            return applied;
        } catch (SQLException e) {
            if (isAboutData(e)) {
                connection.rollback(savepoint);
            }
            throw e;
        }
    }

    private Outcome.Applied writeAll(Connection connection, List<Reading> readings)
            throws SQLException {
        var events = new ArrayList<RunEvent>();
        int dead = 0;
        for (var reading : readings) {
            switch (reading) {
                case Legible(_, var event) -> events.add(event);
                case Beat _ -> {} // only moves the time
                case Illegible illegible -> {
                    bury(connection, illegible);
                    dead++;
                }
            }
        }
        return new Outcome.Applied(dead, write(connection, events, locked(connection, events)));
    }

    /// What the events are folded into: the rows there are, in the order in which all lock them.
    private static Fold locked(Connection connection, List<RunEvent> events) throws SQLException {
        var subjects = events.stream().map(RunEvent::subject).toList();
        var runs = subjects.stream().map(RunHead::key).collect(Collectors.toSet());
        var parts =
                subjects.stream()
                        .filter(subject -> subject.part() != null)
                        .map(Part::of)
                        .collect(Collectors.toSet());
        return new Fold(RunTable.lock(connection, runs), PartTable.lock(connection, parts));
    }

    private static News write(Connection connection, List<RunEvent> events, Fold fold)
            throws SQLException {
        events.forEach(fold::add);
        RunTable.write(connection, fold.runs());
        RunTable.renew(connection, fold.renewed());
        StepTable.write(connection, fold.steps());
        RunTable.cutOff(connection, fold.cutOff());
        PartTable.write(connection, fold.parts());
        DoubtTable.write(connection, fold.doubts());
        return fold.news();
    }

    private static void bury(Connection connection, Illegible illegible) throws SQLException {
        var record = illegible.record();
        LOG.error(
                "Kept aside in dead_events: {}-{}@{}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                illegible.reason());
        DeadEvents.add(connection, record, illegible.reason());
    }

    /// Whether the values are at fault (data exception, constraint, program limit), which no
    /// repetition would mend.
    private static boolean isAboutData(SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    private Instant lastTime(List<Reading> readings) {
        return readings.reversed().stream()
                .flatMap(reading -> reading.at().stream())
                .findFirst()
                .orElseGet(clock::instant);
    }
}
