package dev.lovage.server.projection;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.Failpoint;
import dev.lovage.events.RunEvent;
import dev.lovage.server.Database;
import dev.lovage.server.Transaction;
import dev.lovage.server.projection.OffsetTable.Moved;
import dev.lovage.server.projection.PartTable.Part;
import dev.lovage.server.projection.Reading.Beat;
import dev.lovage.server.projection.Reading.Illegible;
import dev.lovage.server.projection.Reading.Legible;
import dev.lovage.server.projection.Salvage.Applied;

import org.apache.kafka.clients.consumer.ConsumerRecord;
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
import java.util.function.Function;
import java.util.stream.Collectors;

/// Applies batches of Kafka's records to the read model, in one transaction with their positions.
public final class Projection implements Destination {
    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);

    private final Database database;
    private final Clock clock;
    private final Consumer<News> witness;
    private final Function<CloudEvent, RunEvent> decoder;
    private final Salvage salvage = new Salvage(Projection::writeAll);

    /// One that tells nobody what became known: all of that was told before.
    public static Projection again(Database database, Clock clock) {
        return new Projection(database, clock, _ -> {});
    }

    /// @param witness is told what became known, once that is committed
    Projection(Database database, Clock clock, Consumer<News> witness) {
        this(database, clock, witness, EventCodec::decode);
    }

    /// @param decoder of the events that this version knows
    Projection(
            Database database,
            Clock clock,
            Consumer<News> witness,
            Function<CloudEvent, RunEvent> decoder) {
        this.database = database;
        this.clock = clock;
        this.witness = witness;
        this.decoder = decoder;
    }

    @Override
    public OffsetTable.Standing positions(Topic topic, Map<Integer, Long> beginnings) {
        return database.transaction(tx -> {
            var standing = OffsetTable.RUNS.standing(tx, topic, beginnings);
            if (standing.anew()) {
                DeadEvents.setApart(tx, topic);
                doubt(tx);
            }
            return standing;
        });
    }

    @Override
    public boolean skip(Topic topic, int partition, long from, long to) {
        return database.transaction(tx -> {
            var skipped = OffsetTable.RUNS.skip(tx, topic, partition, from, to);
            if (skipped) {
                doubt(tx);
            }
            return skipped;
        });
    }

    /// Whatever is open may have moved on unheard.
    private static void doubt(Transaction tx) {
        LOG.warn("Temporal is asked about {} open runs", DoubtTable.addOpenRuns(tx));
    }

    @Override
    public void caughtUp(Topic topic, Map<Integer, Long> positions) {
        database.transaction(tx -> {
            OffsetTable.RUNS.caughtUp(tx, topic, positions, clock.instant());
            return positions;
        });
    }

    @Override
    public Outcome apply(List<Batch> batches) {
        var readings =
                batches.stream()
                        .collect(Collectors.toMap(Batch::partition, b -> readings(b.records())));
        var outcome = database.transaction(tx -> apply(tx, batches, readings));
        witness.accept(outcome.news());
        return outcome;
    }

    private List<Reading> readings(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> Reading.of(record, decoder)).toList();
    }

    private Outcome apply(Transaction tx, List<Batch> batches, Map<Integer, List<Reading>> readings)
            throws SQLException {
        var topic = batches.getFirst().topic();
        var partitions = batches.stream().map(Batch::partition).toList();
        var fence = new Fence(batches, OffsetTable.RUNS.lock(tx, topic, partitions));
        var all = new ArrayList<Reading>();
        var moved = new ArrayList<Moved>();
        for (var batch : fence.passed()) {
            var read = readings.getOrDefault(batch.partition(), List.of());
            all.addAll(read);
            moved.add(new Moved(batch.partition(), batch.next(), asOf(batch, read)));
        }
        var applied = salvage.write(tx.connection(), all);
        OffsetTable.RUNS.advance(tx, topic, moved);
        Failpoint.reach("projection-in-transaction");
        return new Outcome(fence.fenced(), applied.dead(), applied.news());
    }

    private Instant asOf(Batch batch, List<Reading> readings) {
        return batch.behind() ? lastTime(readings) : clock.instant();
    }

    /// Applies a record of `dead_events` if it can be read by now, and takes it out of there. It is
    /// late, which the versions of rows allow for.
    boolean revive(ConsumerRecord<byte[], byte[]> record) {
        if (!(Reading.of(record, decoder) instanceof Legible legible)) {
            return false;
        }
        var applied =
                database.transaction(transaction -> {
                    var connection = transaction.connection();
                    return DeadEvents.remove(connection, record)
                            ? salvage.write(connection, List.of(legible))
                            : new Applied(1, News.NONE);
                });
        witness.accept(applied.news());
        return applied.dead() == 0;
    }

    private static Applied writeAll(Connection connection, List<Reading> readings)
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
        var news = write(connection, events, locked(connection, events));
        EventLogTable.write(connection, readings);
        return new Applied(dead, news);
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

    /// When the last of them happened; no clock of another machine takes us into the future.
    private Instant lastTime(List<Reading> readings) {
        var now = clock.instant();
        return readings.reversed().stream()
                .flatMap(reading -> reading.at().stream())
                .findFirst()
                .filter(now::isAfter)
                .orElse(now);
    }
}
