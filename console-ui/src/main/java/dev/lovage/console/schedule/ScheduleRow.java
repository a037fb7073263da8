package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Words;
import dev.lovage.console.run.RunLink;
import dev.lovage.events.RunState;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What the list shows of a schedule.
///
/// @param outcome how its last run stands; absent: nobody knows
record ScheduleRow(Schedule about, @Nullable RunState outcome) {
    String name() {
        return about.name();
    }

    String address() {
        return address(name());
    }

    static String address(String name) {
        var segment = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "schedules/" + segment;
    }

    String runs() {
        return about.action().label();
    }

    String when() {
        return SpecWords.of(about);
    }

    String zone() {
        var zone = about.spec().timezone();
        return zone == null ? "" : zone;
    }

    ScheduleState state() {
        return ScheduleState.of(about);
    }

    String reason() {
        return ScheduleState.reason(about);
    }

    /// When a pause ends by itself.
    String until() {
        return about.status().paused() ? textOf(about.status().until()) : "";
    }

    /// Nothing for one that will not fire. What the api last heard may lie behind us by now.
    String next() {
        return next(Instant.now()).map(Instant::toString).orElse("");
    }

    Optional<Instant> next(Instant now) {
        return about.status().paused()
                ? Optional.empty()
                : about.status().fires().next().stream().filter(at -> at.isAfter(now)).findFirst();
    }

    String last() {
        return textOf(about.status().fires().last());
    }

    String lastRun() {
        var recent = about.status().fires().recent();
        return recent.isEmpty() ? "" : RunLink.to(recent.getFirst().run());
    }

    String lastState() {
        return outcome == null ? "" : outcome.name();
    }

    String lastWord() {
        return outcome == null ? "" : Words.state(outcome);
    }

    String overlap() {
        var overlap = about.policies().overlap();
        return overlapWord(overlap == null ? Schedule.Overlap.SKIP : overlap);
    }

    static String overlapWord(Schedule.Overlap overlap) {
        return text("overlap." + overlap.name().toLowerCase(Locale.ROOT));
    }

    /// What pausing it, or resuming it, is called.
    String pause() {
        return about.status().paused() ? text("schedules.resume") : text("schedules.pause");
    }

    String pauseOf() {
        return about.status().paused()
                ? text("schedules.resume.of", name())
                : text("schedules.pause.of", name());
    }

    private static String textOf(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }
}
