package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// A `crontab(...)` of Celery's beat.
final class CeleryTiming implements Timing {
    private final Map<String, TextField> fields = new LinkedHashMap<>();
    private final Div all = new Div();

    CeleryTiming(Runnable changed) {
        all.addClassName("trio");
        add("minute", "0", text("timing.minute"), changed);
        add("hour", "3", text("timing.hour"), changed);
        add("day_of_week", "", text("timing.weekday"), changed);
        add("day_of_month", "", text("timing.day"), changed);
        add("month_of_year", "", text("timing.month"), changed);
    }

    private void add(String key, String value, String label, Runnable changed) {
        var field = new TextField(label);
        field.setHelperText(key);
        field.setValue(value);
        field.setManualValidation(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(_ -> changed.run());
        fields.put(key, field);
        all.add(field);
    }

    @Override
    public String word() {
        return "celery";
    }

    @Override
    public Component component() {
        return all;
    }

    @Override
    public Times read() {
        Map<String, @Nullable Object> crontab = new LinkedHashMap<>();
        fields.forEach((key, field) -> {
            if (!field.isEmpty()) {
                crontab.put(key, field.getValue().strip());
            }
        });
        Map<String, @Nullable Object> celery = new LinkedHashMap<>();
        celery.put("crontab", crontab);
        return Times.celery(celery);
    }

    @Override
    public boolean show(Schedule schedule) {
        var celery = schedule.celery();
        if (celery == null || !(celery.get("crontab") instanceof Map<?, ?> crontab)) {
            return false;
        }
        fields.forEach((key, field) -> {
            var value = crontab.get(key);
            field.setValue(value == null ? "" : String.valueOf(value));
        });
        return true;
    }

    @Override
    public void refuse(String sentence) {
        for (var field : fields.values()) {
            field.setErrorMessage(sentence);
            field.setInvalid(!sentence.isEmpty());
            return;
        }
    }
}
