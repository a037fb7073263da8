package dev.lovage.server.log;

import dev.lovage.events.LogLine;
import dev.lovage.server.Settings;
import dev.lovage.server.Sql;
import dev.lovage.server.Transaction;

import jakarta.inject.Singleton;

import java.util.List;
import java.util.function.Function;

/// Table `logs`, written: lines of many runs at once, and days that are over.
@Singleton
public final class LogLines {
    private final Settings.Logs settings;

    public LogLines(Settings.Logs settings) {
        this.settings = settings;
    }

    /// Makes room for the days to come, and lets go of those older than the retention.
    public void keep(Transaction transaction) {
        Sql.all(
                transaction,
                "select keep_logs(make_interval(secs => ?))",
                _ -> true,
                (double) settings.retention().toSeconds());
    }

    /// Adds lines in their order.
    public void append(Transaction transaction, List<LogLine> lines) {
        var sql =
                """
                insert into logs (tenant, run, path, attempt, at, level, logger, message)
                select tenant, run, path, attempt::int, at::timestamptz, level::log_level, logger,
                    message
                from unnest(?, ?, ?, ?, ?, ?, ?, ?) with ordinality
                    as l(tenant, run, path, attempt, at, level, logger, message, n)
                order by n\
                """;
        Sql.update(
                transaction,
                sql,
                column(lines, LogLine::tenant),
                column(lines, LogLine::run),
                column(lines, LogLine::path),
                column(lines, line -> String.valueOf(line.attempt())),
                column(lines, line -> line.at().toString()),
                column(lines, line -> line.level().name()),
                column(lines, LogLine::logger),
                column(lines, LogLine::message));
    }

    /// PostgreSQL has no text with a NUL in it: its picture takes its place.
    private static List<String> column(List<LogLine> lines, Function<LogLine, String> column) {
        return lines.stream().map(column).map(text -> text.replace('\0', '\u2400')).toList();
    }
}
