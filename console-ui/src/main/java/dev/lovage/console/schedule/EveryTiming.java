package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import dev.lovage.client.Schedule;

import java.time.Duration;

/// Again and again after the same time.
final class EveryTiming implements Timing {
    private final TextField every = new TextField(text("timing.every.label"));
    private final TextField offset = new TextField(text("timing.every.offset"));
    private final Div both = new Div(every, offset);

    EveryTiming(Runnable changed) {
        both.addClassName("pair");
        every.setHelperText(text("timing.every.help"));
        offset.setHelperText(text("timing.every.offset.help"));
        every.setValue("1h");
        for (var field : new TextField[] {every, offset}) {
            field.setManualValidation(true);
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.addValueChangeListener(_ -> changed.run());
        }
    }

    @Override
    public String word() {
        return "every";
    }

    @Override
    public Component component() {
        return both;
    }

    @Override
    public Times read() throws UnreadyException {
        var span = span(every.getValue());
        var shift = offset.isEmpty() ? null : span(offset.getValue());
        return Times.every(new Schedule.Every(span, shift));
    }

    private static Duration span(String text) throws UnreadyException {
        return Spans.read(text).orElseThrow(() -> new UnreadyException(text("span.wrong", text)));
    }

    @Override
    public boolean show(Schedule schedule) {
        var all = schedule.spec().every();
        if (all == null || all.size() != 1) {
            return false;
        }
        every.setValue(Spans.write(all.getFirst().every()));
        var shift = all.getFirst().offset();
        offset.setValue(shift == null ? "" : Spans.write(shift));
        return true;
    }

    @Override
    public void refuse(String sentence) {
        every.setErrorMessage(sentence);
        every.setInvalid(!sentence.isEmpty());
    }
}
