package dev.lovage.server.schedule;

import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Applied;
import dev.lovage.client.Schedule.Fires;
import dev.lovage.server.Sql;
import dev.lovage.server.schedule.ScheduleRow.Progress;
import dev.lovage.server.schedule.ScheduleRow.Standing;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// Rows of the table `schedules`, read.
final class ScheduleRows {
    private ScheduleRows() {}

    static ScheduleRow read(ResultSet row) throws SQLException {
        return new ScheduleRow(
                new ScheduleKey(row.getString("tenant"), row.getString("name")),
                StoredSchedules.read(row.getString("put"), Schedule.Put.class),
                new Schedule.Saved(
                        row.getLong("version"),
                        Sql.instant(row, "saved"),
                        row.getString("saved_by")),
                standing(row),
                new Progress(
                        row.getLong("applied"),
                        row.getString("wanted"),
                        row.getString("found"),
                        row.getInt("tries"),
                        row.getBoolean("gone"),
                        row.getBoolean("renew")));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        var left = row.getLong("remaining");
        var remaining = row.wasNull() ? null : Long.valueOf(left);
        return new Standing(
                Applied.State.valueOf(row.getString("state")),
                row.getString("error"),
                time(row, "found_at"),
                row.getBoolean("paused"),
                row.getString("note"),
                time(row, "until"),
                remaining,
                StoredSchedules.read(row.getString("fires"), Fires.class));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
