package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Moments;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What to do when things do not go as planned, and what bounds the times.
final class PolicyFields extends Div {
    private final ComboBox<Schedule.Overlap> overlap = new ComboBox<>(text("policy.overlap"));
    private final TextField catchup = new TextField(text("policy.catchup"));
    private final TextField jitter = new TextField(text("policy.jitter"));
    private final DateTimePicker start = Moments.field(text("policy.start"));
    private final DateTimePicker end = Moments.field(text("policy.end"));
    private final TextArea exclude = new TextArea(text("policy.exclude"));
    private final TextField remaining = new TextField(text("policy.remaining"));
    private final ComboBox<Schedule.Dst> dst = new ComboBox<>(text("policy.dst"));
    private final Checkbox pauseOnFailure = new Checkbox(text("policy.pause"));
    private List<Schedule.Calendar> otherExcludes = List.of();

    PolicyFields(Runnable changed) {
        addClassName("fields");
        overlap.setItems(Schedule.Overlap.values());
        overlap.setItemLabelGenerator(ScheduleRow::overlapWord);
        overlap.setValue(Schedule.Overlap.SKIP);
        overlap.addValueChangeListener(_ -> {
            overlap.setHelperText(says(overlap.getValue()));
            changed.run();
        });
        overlap.setHelperText(says(Schedule.Overlap.SKIP));
        dst.setItems(Schedule.Dst.values());
        dst.setItemLabelGenerator(one -> text("dst." + one.name().toLowerCase(Locale.ROOT)));
        dst.setValue(Schedule.Dst.NATIVE);
        dst.addValueChangeListener(_ -> changed.run());
        catchup.setValue("10m");
        catchup.setHelperText(text("policy.catchup.help"));
        jitter.setHelperText(text("policy.jitter.help"));
        exclude.setHelperText(text("policy.exclude.help"));
        remaining.setHelperText(text("policy.remaining.help"));
        for (var field : List.of(catchup, jitter, remaining)) {
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.addValueChangeListener(_ -> changed.run());
        }
        exclude.setValueChangeMode(ValueChangeMode.LAZY);
        exclude.addValueChangeListener(_ -> changed.run());
        start.addValueChangeListener(_ -> changed.run());
        end.addValueChangeListener(_ -> changed.run());
        pauseOnFailure.addValueChangeListener(_ -> changed.run());
        add(overlap, pair(catchup, jitter), start, end, exclude, pair(remaining, dst));
        add(pauseOnFailure);
    }

    private static Div pair(Component... fields) {
        var pair = new Div(fields);
        pair.addClassName("pair");
        return pair;
    }

    private static String says(Schedule.@Nullable Overlap overlap) {
        return overlap == null
                ? ""
                : text("overlap.says." + overlap.name().toLowerCase(Locale.ROOT));
    }

    Schedule.Policies policies() throws UnreadyException {
        return new Schedule.Policies(
                overlap.getValue(), span(catchup), pauseOnFailure.getValue(), dst.getValue());
    }

    @Nullable Long remaining() throws UnreadyException {
        try {
            return remaining.isEmpty() ? null : Long.valueOf(remaining.getValue().strip());
        } catch (NumberFormatException e) {
            throw new UnreadyException(text("policy.remaining.wrong"));
        }
    }

    /// The spec of these times, bounded as the fields say.
    Schedule.Spec spec(Timing.Times times, ZoneId zone) throws UnreadyException {
        return new Schedule.Spec(
                times.cron(),
                times.every(),
                times.calendars(),
                zone.getId(),
                span(jitter),
                at(start, zone),
                at(end, zone),
                excluded());
    }

    private static @Nullable Instant at(DateTimePicker field, ZoneId zone) {
        LocalDateTime value = field.getValue();
        return value == null ? null : value.atZone(zone).toInstant();
    }

    private static @Nullable Duration span(TextField field) throws UnreadyException {
        if (field.isEmpty()) {
            return null;
        }
        return Spans.read(field.getValue())
                .orElseThrow(() -> new UnreadyException(text("span.wrong", field.getValue())));
    }

    private @Nullable List<Schedule.Calendar> excluded() throws UnreadyException {
        var days = new ArrayList<>(otherExcludes);
        for (var line : exclude.getValue().lines().map(String::strip).toList()) {
            if (!line.isEmpty()) {
                days.add(day(line));
            }
        }
        return days.isEmpty() ? null : days;
    }

    private static Schedule.Calendar day(String line) throws UnreadyException {
        try {
            var day = LocalDate.parse(line);
            return new Schedule.Calendar(
                    "*",
                    "*",
                    "*",
                    "" + day.getDayOfMonth(),
                    "" + day.getMonthValue(),
                    "" + day.getYear(),
                    null,
                    null);
        } catch (DateTimeException e) {
            throw new UnreadyException(text("policy.exclude.wrong", line));
        }
    }

    void show(Schedule schedule) {
        var policies = schedule.policies();
        overlap.setValue(Objects.requireNonNullElse(policies.overlap(), Schedule.Overlap.SKIP));
        dst.setValue(Objects.requireNonNullElse(policies.dst(), Schedule.Dst.NATIVE));
        pauseOnFailure.setValue(Boolean.TRUE.equals(policies.pauseOnFailure()));
        set(catchup, policies.catchup());
        var spec = schedule.spec();
        set(jitter, spec.jitter());
        var zone = ScheduleZone.of(spec);
        start.setValue(local(spec.startAt(), zone));
        end.setValue(local(spec.endAt(), zone));
        remaining.setVisible(false);
        showExcluded(spec.exclude() == null ? List.of() : spec.exclude());
    }

    private void showExcluded(List<Schedule.Calendar> all) {
        var days = new ArrayList<String>();
        var others = new ArrayList<Schedule.Calendar>();
        for (var calendar : all) {
            var date = Excluded.day(calendar);
            if (date == null) {
                others.add(calendar);
            } else {
                days.add(date.toString());
            }
        }
        otherExcludes = List.copyOf(others);
        exclude.setValue(String.join("\n", days));
    }

    private static void set(TextField field, @Nullable Duration span) {
        field.setValue(span == null || span.isZero() ? "" : Spans.write(span));
    }

    private static @Nullable LocalDateTime local(@Nullable Instant at, ZoneId zone) {
        return at == null ? null : LocalDateTime.ofInstant(at, zone);
    }
}
