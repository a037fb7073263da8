package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;

import dev.lovage.client.Schedule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Says when: by cron, again and again, by calendar, once, or as Celery writes it.
final class TimingFields extends Div {
    private final List<Timing> timings;
    private final List<NativeButton> buttons = new ArrayList<>();
    private final Div body = new Div();
    private final Runnable changed;
    private Timing chosen;
    private boolean kept;

    TimingFields(Runnable changed) {
        this.changed = changed;
        timings =
                List.of(
                        new CronTiming(changed),
                        new EveryTiming(changed),
                        new CalendarTiming(changed),
                        new OnceTiming(changed),
                        new CeleryTiming(changed));
        chosen = timings.getFirst();
        addClassName("fields");
        body.addClassName("fields");
        var bar = new Div();
        bar.addClassName("segments");
        bar.getElement().setAttribute("role", "group");
        bar.getElement().setAttribute("aria-label", text("timing.kinds"));
        for (var timing : timings) {
            var button = new NativeButton(text("timing." + timing.word()), _ -> choose(timing));
            button.addClassName("segment");
            buttons.add(button);
            bar.add(button);
        }
        add(bar, body);
        draw();
    }

    private void choose(Timing timing) {
        kept = false;
        chosen = timing;
        draw();
        changed.run();
    }

    private void draw() {
        body.removeAll();
        body.add(chosen.component());
        for (int i = 0; i < timings.size(); i++) {
            var pressed = String.valueOf(timings.get(i).equals(chosen));
            buttons.get(i).getElement().setAttribute("aria-pressed", pressed);
        }
    }

    /// Shows when a schedule runs; what is not of one kind alone is kept as it is until another
    /// kind is chosen.
    void show(Schedule schedule) {
        var order =
                List.of(
                        timings.get(4),
                        timings.get(3),
                        timings.get(2),
                        timings.get(1),
                        timings.get(0));
        var kind = order.stream().filter(timing -> timing.show(schedule)).findFirst();
        kind.ifPresent(timing -> chosen = timing);
        kept = kind.isEmpty() || kinds(schedule.spec()) > 1;
        draw();
    }

    private static int kinds(Schedule.Spec spec) {
        return count(spec.cron()) + count(spec.every()) + count(spec.calendars());
    }

    private static int count(@Nullable List<?> list) {
        return list == null || list.isEmpty() ? 0 : 1;
    }

    /// Whether the schedule's own times are kept, as no field shows them all.
    boolean kept() {
        return kept;
    }

    Timing.Times read() throws UnreadyException {
        return chosen.read();
    }

    void refuse(String sentence) {
        chosen.refuse(sentence);
    }
}
