package dev.lovage.server.projection;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.LogLine;
import dev.lovage.server.Database;
import dev.lovage.server.Transaction;
import dev.lovage.server.log.LogLines;
import dev.lovage.server.projection.OffsetTable.Moved;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Stores batches of lines that tasks logged, each in one transaction with its position. Used by
/// one thread.
final class LogProjection implements Destination {
    private static final Logger LOG = LoggerFactory.getLogger(LogProjection.class);

    /// Times that PostgreSQL can hold and people can mean.
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final Duration KEEPING = Duration.ofHours(1);

    private final Database database;
    private final LogLines lines;
    private final InstantSource clock;
    private long kept = System.nanoTime() - KEEPING.toNanos();

    LogProjection(Database database, LogLines lines, InstantSource clock) {
        this.database = database;
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public OffsetTable.Standing positions(Topic topic, Map<Integer, Long> beginnings) {
        return database.transaction(tx -> {
            var standing = OffsetTable.LOGS.standing(tx, topic, beginnings);
            if (standing.anew()) {
                DeadEvents.setApart(tx, topic);
            }
            return standing;
        });
    }

    /// Lines that Kafka has let go of are lost.
    @Override
    public boolean skip(Topic topic, int partition, long from, long to) {
        return database.transaction(tx -> OffsetTable.LOGS.skip(tx, topic, partition, from, to));
    }

    @Override
    public Outcome apply(List<Batch> batches) {
        keep();
        var topic = batches.getFirst().topic();
        var partitions = batches.stream().map(Batch::partition).toList();
        return database.transaction(tx -> {
            var fence = new Fence(batches, OffsetTable.LOGS.lock(tx, topic, partitions));
            var moved = new ArrayList<Moved>();
            int dead = 0;
            for (var batch : fence.passed()) {
                var legible = legible(tx, batch);
                lines.append(tx, legible);
                dead += batch.records().size() - legible.size();
                moved.add(new Moved(batch.partition(), batch.next(), clock.instant()));
            }
            OffsetTable.LOGS.advance(tx, topic, moved);
            return new Outcome(fence.fenced(), dead, News.NONE);
        });
    }

    @Override
    public void caughtUp(Topic topic, Map<Integer, Long> positions) {
        keep();
    }

    /// Makes room for the days to come before anything of them comes.
    private void keep() {
        if (System.nanoTime() - kept >= KEEPING.toNanos()) {
            database.transaction(tx -> {
                lines.keep(tx);
                return true;
            });
            kept = System.nanoTime();
        }
    }

    private static List<LogLine> legible(Transaction tx, Batch batch) throws SQLException {
        var legible = new ArrayList<LogLine>();
        for (var record : batch.records()) {
            try {
                legible.add(read(record));
            } catch (RuntimeException e) { // whatever the bytes do to the reader, they are kept
                LOG.error(
                        "Kept aside in dead_events: {}-{}@{}: {}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e.getMessage());
                DeadEvents.add(tx.connection(), record, String.valueOf(e.getMessage()));
            }
        }
        return legible;
    }

    /// Nothing that it lets through can be refused by the table.
    private static LogLine read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("the record has no value");
        }
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        var line = EventCodec.decodeLog(CloudEvent.of(headers, record.value()));
        if (line.at().isBefore(EARLIEST) || line.at().isAfter(LATEST)) {
            throw new IllegalArgumentException("no time to log at: " + line.at());
        }
        if (line.tenant().length() + line.run().length() > 1_000) {
            throw new IllegalArgumentException("no run has such a long name");
        }
        return line;
    }
}
