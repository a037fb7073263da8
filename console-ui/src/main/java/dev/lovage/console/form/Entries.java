package dev.lovage.console.form;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;

/// The field for each shape.
final class Entries {
    private Entries() {}

    /// @param zone of the person
    static Entry of(Shape.Question question, ZoneId zone) {
        var entry =
                switch (question.shape()) {
                    case Shape.Text shape -> line(question, shape);
                    case Shape.Amount shape -> number(question, shape);
                    case Shape.Truth _ -> new TruthEntry(question);
                    case Shape.Choice shape -> choice(question, shape);
                    case Shape.Day _ -> day(question);
                    case Shape.Moment _ -> moment(question, zone);
                    case Shape.Several shape ->
                            lines(question, text("form.lines"), Meanings.several(shape), "lines");
                    case Shape.Group shape ->
                            new GroupEntry(
                                    shape,
                                    question.title(),
                                    question.help(),
                                    question.required(),
                                    zone);
                    case Shape.Free _ -> lines(question, text("form.free"), Meanings.free(), "raw");
                };
        if (question.preset() != null) {
            entry.show(question.preset());
        }
        return entry;
    }

    private static Entry line(Shape.Question question, Shape.Text shape) {
        var field = new TextField(question.title());
        help(field, question.help());
        field.setManualValidation(true);
        return new FieldEntry<>(field, question.required(), Meanings.line(shape));
    }

    private static Entry number(Shape.Question question, Shape.Amount shape) {
        var field = new TextField(question.title());
        field.getElement().setAttribute("inputmode", shape.whole() ? "numeric" : "decimal");
        var bounds = bounds(shape);
        var help = question.help();
        help(field, help == null ? bounds : bounds == null ? help : help + " " + bounds);
        field.setManualValidation(true);
        return new FieldEntry<>(field, question.required(), Meanings.number(shape));
    }

    private static @Nullable String bounds(Shape.Amount shape) {
        var least = shape.least();
        var most = shape.most();
        if (least != null && most != null) {
            return text("form.between", least.toPlainString(), most.toPlainString());
        }
        if (least != null) {
            return text("form.least", least.toPlainString());
        }
        return most == null ? null : text("form.most", most.toPlainString());
    }

    private static Entry choice(Shape.Question question, Shape.Choice shape) {
        var field = new ComboBox<Object>(question.title());
        field.setItems(shape.of());
        field.setItemLabelGenerator(String::valueOf);
        field.setClearButtonVisible(!question.required());
        help(field, question.help());
        field.setManualValidation(true);
        return new FieldEntry<>(field, question.required(), Meanings.choice(shape));
    }

    private static Entry day(Shape.Question question) {
        var field = new DatePicker(question.title());
        field.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
        help(field, question.help());
        return new FieldEntry<>(field, question.required(), Meanings.day());
    }

    private static Entry moment(Shape.Question question, ZoneId zone) {
        var field = new DateTimePicker(question.title());
        field.setDatePickerI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
        var clock = text("form.zone", zone.getId());
        help(field, question.help() == null ? clock : question.help() + " " + clock);
        return new FieldEntry<>(field, question.required(), Meanings.moment(zone));
    }

    private static Entry lines(
            Shape.Question question,
            String hint,
            FieldEntry.Meaning<String> meaning,
            String style) {
        var field = new TextArea(question.title());
        field.addClassName(style);
        help(field, question.help() == null ? hint : question.help() + " " + hint);
        field.setManualValidation(true);
        return new FieldEntry<>(field, question.required(), meaning);
    }

    private static <C extends Component & HasHelper> void help(C field, @Nullable String words) {
        if (words != null) {
            field.setHelperText(words);
        }
    }
}
