package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.UI;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Schedule;
import dev.lovage.console.look.Aloud;
import dev.lovage.console.look.PauseDialog;
import dev.lovage.console.look.PauseDialog.What;

/// What a person does to a schedule: pause, resume, run now, backfill, delete.
final class Steering {
    private final LovageClient client;
    private final Runnable changed;

    /// @param changed told after each change
    Steering(LovageClient client, Runnable changed) {
        this.client = client;
        this.changed = changed;
    }

    /// Resumes a paused one; asks why before it pauses another.
    void pauseOrResume(Schedule schedule) {
        if (schedule.status().paused()) {
            act(
                    () -> client.resumeSchedule(schedule.name(), null),
                    text("steer.resumed", schedule.name()));
        } else {
            new PauseDialog(What.SCHEDULE, schedule.name(), asked -> pause(schedule, asked)).open();
        }
    }

    private void pause(Schedule schedule, PauseDialog.Asked asked) {
        var pause = new Schedule.Pause(asked.reason(), asked.until());
        act(
                () -> client.pauseSchedule(schedule.name(), pause),
                text("steer.paused", schedule.name()));
    }

    void trigger(Schedule schedule) {
        act(
                () -> client.triggerSchedule(schedule.name(), new Schedule.Trigger(null)),
                text("steer.triggered", schedule.name()));
    }

    void backfill(Schedule schedule) {
        new BackfillDialog(
                        schedule.name(),
                        asked -> client.backfillSchedule(schedule.name(), asked),
                        changed)
                .open();
    }

    void delete(Schedule schedule) {
        new DeleteDialog(schedule.name(), () -> gone(schedule.name())).open();
    }

    private void gone(String name) {
        try {
            client.deleteSchedule(name);
            say(text("steer.deleted", name));
            UI.getCurrent().navigate(SchedulesView.class);
        } catch (RuntimeException problem) {
            complain(problem);
        }
    }

    private void act(Runnable call, String done) {
        try {
            call.run();
            say(done);
            changed.run();
        } catch (RuntimeException problem) {
            complain(problem);
        }
    }

    static void say(String sentence) {
        Aloud.say(sentence);
    }

    static void complain(RuntimeException problem) {
        Aloud.complain(problem);
    }
}
