package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Problem;
import dev.lovage.client.Schedule;
import dev.lovage.client.Workflow;
import dev.lovage.console.form.InputForm;
import dev.lovage.console.look.Here;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a schedule runs, when, and how: as fields.
final class ScheduleEditor extends Div {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    private final LovageClient client;
    private final Runnable changed;
    private final TextField name = new TextField(text("editor.name"));
    private final ComboBox<String> workflow = new ComboBox<>(text("editor.workflow"));
    private final ComboBox<String> zone = new ComboBox<>(text("editor.zone"));
    private final Div input = new Div();
    private final TimingFields timing;
    private final PolicyFields policies;
    private final @Nullable Schedule saved;
    private @Nullable InputForm form;

    /// @param saved the schedule to be changed; absent: a new one
    ScheduleEditor(LovageClient client, @Nullable Schedule saved, Runnable changed) {
        this.client = client;
        this.saved = saved;
        this.changed = changed;
        timing = new TimingFields(changed);
        policies = new PolicyFields(changed);
        addClassName("sheet");
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.setHelperText(text("editor.name.help"));
        name.setManualValidation(true);
        name.addValueChangeListener(_ -> changed.run());
        workflow.setItems(client.workflows().items().stream().map(Workflow::name).toList());
        workflow.addValueChangeListener(event -> ask(event.getValue(), null));
        zone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        zone.setValue(Here.zone().getId().equals("Z") ? "UTC" : Here.zone().getId());
        zone.setHelperText(text("editor.zone.help", Here.zone().getId()));
        zone.addValueChangeListener(_ -> changed.run());
        input.addClassName("fields");
        var more = new Details(text("editor.more"), policies);
        more.addClassName("more");
        if (saved == null) {
            add(name);
        } else {
            show(saved);
        }
        add(workflow, input, new H2(text("editor.when")), timing, zone, more);
    }

    /// Chooses the workflow of a new schedule.
    void choose(String other) {
        workflow.setValue(other);
    }

    private void show(Schedule schedule) {
        name.setValue(schedule.name());
        timing.show(schedule);
        policies.show(schedule);
        zone.setValue(ScheduleZone.of(schedule.spec()).getId());
        var action = schedule.action();
        if (action.workflow() == null) {
            workflow.setVisible(false);
            ask(null, action.input());
        } else {
            workflow.setValue(action.workflow());
            ask(action.workflow(), action.input());
        }
    }

    /// Asks for the input of a workflow; of nothing that is saved, as JSON.
    private void ask(@Nullable String name, @Nullable Object value) {
        input.removeAll();
        form = null;
        if (name != null || value != null) {
            form = new InputForm(name == null ? null : schema(name), Here.zone());
            if (value != null) {
                form.show(value);
            }
            input.add(new H2(text("editor.input")), form);
        }
        changed.run();
    }

    /// Nothing where the workflow cannot be read: then the input is asked as JSON, and kept.
    private @Nullable Object schema(String name) {
        try {
            return client.workflow(name).definition().get("input");
        } catch (RuntimeException problem) {
            input.add(new Notice(Said.about(problem)));
            return null;
        }
    }

    String name() throws UnreadyException {
        var value = name.getValue().strip();
        if (saved == null && !NAME.matcher(value).matches()) {
            throw new UnreadyException(
                    value.isEmpty() ? text("editor.noname") : text("editor.badname"));
        }
        return value;
    }

    ZoneId zone() throws UnreadyException {
        var id = zone.getValue();
        if (id == null) {
            throw new UnreadyException(text("editor.nozone"));
        }
        return ZoneId.of(id);
    }

    /// The question of when it would run.
    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    Schedule.Previewing previewing() throws UnreadyException {
        var times = times();
        return new Schedule.Previewing(
                spec(times),
                celery(times),
                policies.policies(),
                workflow.isEmpty() ? null : Schedule.Action.workflow(workflow.getValue(), null),
                null);
    }

    /// Nothing where Celery's entry says when: the api takes one of the two.
    private Schedule.@Nullable Spec spec(Timing.Times times) throws UnreadyException {
        var spec = policies.spec(times, zone());
        if (times.celery() == null) {
            return spec;
        }
        if (spec.jitter() != null
                || spec.startAt() != null
                || spec.endAt() != null
                || spec.exclude() != null) {
            throw new UnreadyException(text("timing.celery.bounds"));
        }
        return null;
    }

    @SuppressWarnings("NullAway") // class files lose the @Nullable inside of maps
    private @Nullable Map<String, @Nullable Object> celery(Timing.Times times)
            throws UnreadyException {
        var entry = times.celery();
        if (entry == null) {
            return null;
        }
        var zoned = new LinkedHashMap<String, @Nullable Object>(entry);
        zoned.put("timezone", zone().getId());
        return zoned;
    }

    private Timing.Times times() throws UnreadyException {
        if (saved != null && timing.kept()) {
            var spec = saved.spec();
            return new Timing.Times(spec.cron(), spec.every(), spec.calendars(), saved.celery());
        }
        return timing.read();
    }

    /// All of it, as it would be saved.
    @SuppressWarnings("NullAway") // class files lose the @Nullable inside compact constructors
    Schedule.Put put() throws UnreadyException {
        var times = times();
        return new Schedule.Put(
                action(),
                spec(times),
                celery(times),
                policies.policies(),
                null,
                null,
                saved == null ? policies.remaining() : null);
    }

    private Schedule.Action action() throws UnreadyException {
        var value = form == null ? null : form.value();
        if (saved != null && saved.action().workflow() == null) {
            var old = saved.action();
            return new Schedule.Action(
                    null, old.task(), old.canvas(), null, value, old.tags(), old.priority());
        }
        if (workflow.isEmpty()) {
            throw new UnreadyException(text("editor.noworkflow"));
        }
        var old = saved == null ? null : saved.action();
        return new Schedule.Action(
                workflow.getValue(),
                null,
                null,
                old == null ? null : old.revision(),
                value,
                old == null ? null : old.tags(),
                old == null ? null : old.priority());
    }

    /// Whether the input can be sent; says at its place what cannot.
    boolean inputValid() {
        return form == null || form.valid();
    }

    /// Says at their places what the api found wrong.
    ///
    /// @return what has no place here
    List<Problem.Detail> refuse(List<Problem.Detail> errors) {
        var rest = new ArrayList<Problem.Detail>();
        for (var error : errors) {
            boolean times = error.pointer().matches("/(spec/(cron|every|calendars)|celery)(/.*)?");
            if (times) {
                timing.refuse(error.message());
            } else {
                rest.add(error);
            }
        }
        return form == null ? rest : form.refuse("/action/input", rest);
    }

    /// Nothing is wrong with the times.
    void accept() {
        timing.refuse("");
    }
}
