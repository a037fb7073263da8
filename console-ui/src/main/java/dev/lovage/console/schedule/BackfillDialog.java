package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

import dev.lovage.client.Schedule;
import dev.lovage.console.look.Here;
import dev.lovage.console.look.Moments;
import dev.lovage.console.look.Said;

import org.jspecify.annotations.Nullable;

import java.time.LocalDateTime;
import java.util.function.Function;

/// Asks for which times of the past a schedule is to run, and says how many before it does.
final class BackfillDialog extends Dialog {
    private final DateTimePicker from = Moments.field(text("backfill.from"));
    private final DateTimePicker to = Moments.field(text("backfill.to"));
    private final ComboBox<Schedule.Overlap> overlap = new ComboBox<>(text("backfill.overlap"));
    private final Paragraph says = new Paragraph(text("backfill.ask"));
    private final Button go = new Button(text("backfill.go", ""));
    private final Function<Schedule.Backfill, Schedule.Backfilled> call;
    private final Runnable changed;

    /// @param call counts or starts
    BackfillDialog(
            String name, Function<Schedule.Backfill, Schedule.Backfilled> call, Runnable changed) {
        this.call = call;
        this.changed = changed;
        setHeaderTitle(text("backfill.title", name));
        addClassName("ask");
        var now = LocalDateTime.now(Here.zone()).withNano(0).withSecond(0);
        from.setValue(now.minusDays(1)); // with a time, so that a day alone can be changed
        to.setValue(now);
        from.setHelperText(text("form.zone", Here.zone().getId()));
        overlap.setItems(Schedule.Overlap.values());
        overlap.setItemLabelGenerator(ScheduleRow::overlapWord);
        overlap.setValue(Schedule.Overlap.BUFFER_ALL);
        from.addValueChangeListener(_ -> count());
        to.addValueChangeListener(_ -> count());
        says.getElement().setAttribute("role", "status");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setEnabled(false);
        go.setDisableOnClick(true);
        go.addClickListener(_ -> start());
        var fields = new Div(from, to, overlap, says);
        fields.addClassName("fields");
        add(fields);
        getFooter().add(new Button(text("ask.back"), _ -> close()), go);
        count();
    }

    private Schedule.@Nullable Backfill asked(boolean dry) {
        var begin = from.getValue();
        var end = to.getValue();
        if (begin == null || end == null || !begin.isBefore(end)) {
            return null;
        }
        var zone = Here.zone();
        return new Schedule.Backfill(
                begin.atZone(zone).toInstant(),
                end.atZone(zone).toInstant(),
                overlap.getValue(),
                dry);
    }

    private void count() {
        go.setEnabled(false);
        var asked = asked(true);
        if (asked == null) {
            says.setText(text("backfill.ask"));
            return;
        }
        try {
            var counted = call.apply(asked).count();
            says.setText(counted == 0 ? text("backfill.none") : text("backfill.count", counted));
            go.setText(text("backfill.go", counted == 0 ? "" : counted));
            go.setEnabled(counted > 0);
        } catch (RuntimeException problem) {
            says.setText(Said.about(problem).what());
        }
    }

    private void start() {
        var asked = asked(false);
        if (asked == null) {
            return;
        }
        try {
            Steering.say(text("backfill.started", call.apply(asked).count()));
            close();
            changed.run();
        } catch (RuntimeException problem) {
            says.setText(Said.about(problem).what());
        }
    }
}
