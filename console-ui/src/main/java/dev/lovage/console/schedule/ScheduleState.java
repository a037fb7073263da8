package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.client.Schedule;

import java.util.Locale;

/// How a schedule stands, in one word.
enum ScheduleState {
    APPLIED,
    PENDING,
    FAILED,
    PAUSED,
    ENDED,
    UNKNOWN;

    static ScheduleState of(Schedule schedule) {
        return switch (schedule.status().applied().state()) {
            case FAILED -> FAILED;
            case ENDED -> ENDED;
            case UNKNOWN -> UNKNOWN;
            case PENDING -> schedule.status().paused() ? PAUSED : PENDING;
            case APPLIED -> schedule.status().paused() ? PAUSED : APPLIED;
        };
    }

    /// Which of the marks of runs it has.
    String mark() {
        return switch (this) {
            case APPLIED -> "SCHEDULED";
            case PENDING -> "QUEUED";
            case FAILED -> "FAILED";
            case PAUSED -> "PAUSED";
            case ENDED -> "SUCCEEDED";
            case UNKNOWN -> "EXPIRED";
        };
    }

    String word() {
        return text("schedule.state." + name().toLowerCase(Locale.ROOT));
    }

    /// Why it stands so: the error, or who paused it and why.
    static String reason(Schedule schedule) {
        var status = schedule.status();
        var error = status.applied().error();
        if (error != null) {
            return error;
        }
        var note = status.note();
        return switch (of(schedule)) {
            case PAUSED -> note == null ? "" : note;
            case PENDING -> text("schedule.why.pending");
            case ENDED -> text("schedule.why.ended");
            case UNKNOWN -> text("schedule.why.unknown");
            case APPLIED, FAILED -> "";
        };
    }
}
