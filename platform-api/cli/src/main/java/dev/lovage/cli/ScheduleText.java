package dev.lovage.cli;

import dev.lovage.client.Page;
import dev.lovage.client.Schedule;
import dev.lovage.client.Schedule.Every;
import dev.lovage.client.Schedule.Mark;
import dev.lovage.local.Harmless;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Schedules as people read them on a terminal.
final class ScheduleText {
    private ScheduleText() {}

    static String list(Page<Schedule> page) {
        StringBuilder text = new StringBuilder();
        page.items()
                .forEach(schedule ->
                        text.append(
                                "%-8s %-24s %-24s %s%n"
                                        .formatted(
                                                state(schedule),
                                                schedule.name(),
                                                schedule.action().label(),
                                                next(schedule))));
        if (page.nextPageToken() != null) {
            text.append("There are more.%n".formatted());
        }
        return text.toString();
    }

    static String whole(Schedule schedule) {
        Schedule.Status status = schedule.status();
        List<String> lines = new ArrayList<>();
        lines.add(schedule.name() + " version " + schedule.saved().version());
        lines.add("runs       " + schedule.action().label());
        lines.add("when       " + when(schedule.spec()) + " " + schedule.spec().timezone());
        lines.add("state      " + state(schedule) + said(status.note()));
        add(lines, "error      ", status.applied().error());
        add(lines, "until      ", status.until());
        add(lines, "remaining  ", status.remaining());
        lines.add("next       " + next(schedule));
        add(lines, "last       ", status.fires().last());
        status.fires().recent().forEach(run -> lines.add("  " + run.at() + "  " + run.run()));
        return lines(lines);
    }

    static String whole(Schedule.Why why) {
        List<String> lines = new ArrayList<>();
        lines.add(why.kind() + "  " + Harmless.text(why.sentence()));
        add(lines, "next       ", why.next());
        why.running().forEach(run -> lines.add("running    " + Harmless.text(run)));
        if (why.waiting() > 0) {
            lines.add("waiting    " + why.waiting());
        }
        add(lines, "advice     ", why.advice() == null ? null : Harmless.text(why.advice()));
        return lines(lines);
    }

    static String preview(Schedule.Preview preview) {
        List<String> lines = new ArrayList<>();
        preview.fires()
                .forEach(fire ->
                        lines.add(
                                fire.at()
                                        + "  "
                                        + fire.local()
                                        + fire.offset()
                                        + (fire.mark() == Mark.PLAIN ? "" : "  " + fire.mark())));
        preview.jumps().forEach(jump -> lines.add("clocks: " + jump.says()));
        if (preview.forecast() != null) {
            lines.add(preview.forecast().says());
        }
        preview.notes().forEach(note -> lines.add("note: " + note));
        return lines(lines);
    }

    /// Paused is what matters of a schedule that Temporal has.
    static String state(Schedule schedule) {
        Schedule.Applied.State state = schedule.status().applied().state();
        return state == Schedule.Applied.State.APPLIED && schedule.status().paused()
                ? "PAUSED"
                : state.name();
    }

    private static String next(Schedule schedule) {
        return schedule.status().fires().next().stream()
                .findFirst()
                .map(String::valueOf)
                .orElse("-");
    }

    private static String when(Schedule.Spec spec) {
        List<String> parts = new ArrayList<>();
        if (spec.cron() != null) {
            parts.addAll(spec.cron());
        }
        if (spec.every() != null) {
            parts.add(
                    spec.every().stream()
                            .map(Every::every)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ", "every ", "")));
        }
        if (spec.calendars() != null) {
            parts.add(spec.calendars().size() + " calendars");
        }
        return parts.isEmpty() ? "once, at " + spec.startAt() : String.join("; ", parts);
    }

    private static String said(@Nullable String note) {
        return note == null ? "" : " (" + note + ")";
    }

    private static void add(List<String> lines, String name, @Nullable Object value) {
        if (value != null) {
            lines.add(name + value);
        }
    }

    private static String lines(List<String> lines) {
        return lines.stream()
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
