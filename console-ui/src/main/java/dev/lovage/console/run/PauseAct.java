package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.NativeButton;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Run;
import dev.lovage.console.look.Aloud;
import dev.lovage.console.look.PauseDialog;
import dev.lovage.console.look.PauseDialog.What;
import dev.lovage.events.RunState;

/// The button that pauses a run, after a person said why; of a paused run the one that resumes it.
final class PauseAct extends NativeButton {
    private final transient LovageClient client;
    private final String id;
    private final Runnable changed;
    private boolean paused;

    /// @param changed told after each attempt
    PauseAct(LovageClient client, String id, Runnable changed) {
        super(text("pausing.go"));
        this.client = client;
        this.id = id;
        this.changed = changed;
        addClassName("act");
        addClickListener(_ -> act());
    }

    void show(RunState state) {
        paused = state == RunState.PAUSED;
        setText(paused ? text("resuming.go") : text("pausing.go"));
    }

    private void act() {
        if (paused) {
            tell(() -> client.resume(id, null), text("resuming.done", id));
        } else {
            new PauseDialog(What.RUN, id, this::pause).open();
        }
    }

    private void pause(PauseDialog.Asked asked) {
        var pause = new Run.Pause(asked.reason(), asked.until());
        tell(() -> client.pause(id, pause), text("pausing.done", id));
    }

    private void tell(Runnable call, String done) {
        try {
            call.run();
            Aloud.say(done);
        } catch (RuntimeException problem) {
            Aloud.complain(problem);
        }
        changed.run();
    }
}
