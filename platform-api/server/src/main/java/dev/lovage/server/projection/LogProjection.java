package dev.lovage.server.projection;

import dev.lovage.events.CloudEvent;
import dev.lovage.events.EventCodec;
import dev.lovage.events.LogLine;
import dev.lovage.server.Database;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;
import dev.lovage.server.log.LogLines;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    private long kept = System.nanoTime() - KEEPING.toNanos();

    LogProjection(Database database, LogLines lines) {
        this.database = database;
        this.lines = lines;
    }

    @Override
    public Map<Integer, Long> positions(String topic, Map<Integer, Long> beginnings) {
        return database.transaction(tx -> {
            var stored = new TreeMap<Integer, Long>();
            beginnings.forEach((partition, beginning) -> {
                Sql.update(
                        tx,
                        "insert into log_offsets values (?, ?, ?) on conflict do nothing",
                        topic,
                        partition,
                        beginning);
                stored.put(partition, stored(tx, topic, partition, ""));
            });
            return stored;
        });
    }

    @Override
    public Outcome apply(List<Batch> batches) {
        keep();
        return database.transaction(tx -> {
            var stored = new TreeMap<Integer, Long>();
            for (int partition : batches.stream().map(Batch::partition).sorted().toList()) {
                var topic = batches.getFirst().topic();
                stored.put(partition, stored(tx, topic, partition, " for update"));
            }
            var fence = new Fence(batches, stored);
            int dead = 0;
            for (var batch : fence.passed()) {
                dead += append(tx, batch);
            }
            return new Outcome(fence.fenced(), dead, News.NONE);
        });
    }

    /// How many records were kept aside.
    private int append(Transaction tx, Batch batch) throws SQLException {
        var legible = legible(tx, batch);
        lines.append(tx, legible);
        Sql.update(
                tx,
                "update log_offsets set next_offset = ? where topic = ? and partition = ?",
                batch.next(),
                batch.topic(),
                batch.partition());
        return batch.records().size() - legible.size();
    }

    @Override
    public void caughtUp(String topic, Map<Integer, Long> positions) {
        keep();
    }

    /// Lines that Kafka has let go of are lost.
    @Override
    public boolean bearsGaps() {
        return true;
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

    private static long stored(Transaction tx, String topic, int partition, String lock) {
        var sql = "select next_offset from log_offsets where topic = ? and partition = ?" + lock;
        return Sql.first(tx, sql, row -> row.getLong(1), topic, partition).orElse(-1L);
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
