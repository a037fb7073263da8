package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;

import dev.lovage.client.Schedule;

/// Cron expressions, one on each line.
final class CronTiming implements Timing {
    private final TextArea lines = new TextArea(text("timing.cron.label"));

    CronTiming(Runnable changed) {
        lines.setHelperText(text("timing.cron.help"));
        lines.addClassName("raw");
        lines.setManualValidation(true);
        lines.setValueChangeMode(ValueChangeMode.LAZY);
        lines.setValue("0 3 * * *");
        lines.addValueChangeListener(_ -> changed.run());
    }

    @Override
    public String word() {
        return "cron";
    }

    @Override
    public Component component() {
        return lines;
    }

    @Override
    public Times read() throws UnreadyException {
        var crons = lines.getValue().lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
        if (crons.isEmpty()) {
            throw new UnreadyException(text("timing.cron.none"));
        }
        return Times.cron(crons);
    }

    @Override
    public boolean show(Schedule schedule) {
        var cron = schedule.spec().cron();
        if (cron == null || cron.isEmpty()) {
            return false;
        }
        lines.setValue(String.join("\n", cron));
        return true;
    }

    @Override
    public void refuse(String sentence) {
        lines.setErrorMessage(sentence);
        lines.setInvalid(!sentence.isEmpty());
    }
}
