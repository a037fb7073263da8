package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;

import dev.lovage.console.look.Here;
import dev.lovage.console.look.Moments;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.function.Consumer;

/// Says when the runs of a list were accepted.
final class TimesField extends Div {
    private final Select<Window> window = new Select<>();
    private final DateTimePicker from = Moments.field("");
    private final DateTimePicker to = Moments.field("");
    private final transient Consumer<Times> chosen;

    TimesField(Consumer<Times> chosen) {
        this.chosen = chosen;
        addClassName("times");
        window.setItems(Window.values());
        window.setItemLabelGenerator(Window::title);
        window.setAriaLabel(text("runs.window"));
        window.addClassName("window");
        window.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                chosen.accept(Times.back(event.getValue(), Instant.now()));
            }
        });
        name(from, text("runs.from"));
        name(to, text("runs.to"));
        add(window, from, to);
    }

    private void name(DateTimePicker moment, String name) {
        moment.setAriaLabel(name);
        moment.setDatePlaceholder(name);
        moment.addValueChangeListener(event -> {
            if (event.isFromClient() && !from.isInvalid() && !to.isInvalid()) {
                chosen.accept(Times.between(instant(from.getValue()), instant(to.getValue())));
            }
        });
    }

    void show(Times times) {
        boolean between = times.window() == Window.BETWEEN;
        window.setValue(times.window());
        from.setVisible(between);
        to.setVisible(between);
        from.setValue(between ? local(times.from()) : null);
        to.setValue(between ? local(times.to()) : null);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime local) {
        return local == null ? null : local.atZone(Here.zone()).toInstant();
    }

    private static @Nullable LocalDateTime local(@Nullable Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, Here.zone()).withNano(0);
    }
}
