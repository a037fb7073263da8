package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Rerun;
import dev.lovage.client.Run;
import dev.lovage.console.form.InputForm;
import dev.lovage.console.look.Here;
import dev.lovage.console.workflow.Inputs;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Runs once more what a run ran, all of it or a part, after a person saw what that means.
final class Rerunning {
    private final LovageClient client;
    private final String run;

    Rerunning(LovageClient client, String run) {
        this.client = client;
        this.run = run;
    }

    /// What is run again.
    ///
    /// @param what the run, or the step, for people
    record Part(String word, String what, @Nullable String from, @Nullable String only) {
        static Part all(String run) {
            return new Part("all", run, null, null);
        }

        static Part from(String step) {
            return new Part("from", step, step, null);
        }

        static Part only(String step) {
            return new Part("only", step, null, step);
        }
    }

    /// Asks for a rerun of all.
    Component button() {
        return button("go", Part.all(run));
    }

    /// Ask for a rerun from this step on, and for one of only this step.
    List<Component> buttons(String step) {
        return List.of(button("from", Part.from(step)), button("only", Part.only(step)));
    }

    private NativeButton button(String word, Part part) {
        var button =
                new NativeButton(text("rerun." + word), _ -> new RerunDialog(this, part).open());
        button.addClassName("act");
        return button;
    }

    Rerun.Plan plan(Part part, boolean edited) {
        return client.rerunPlan(run, part.from(), part.only(), edited);
    }

    Run.Accepted start(Rerun rerun, String key) {
        return client.rerun(run, rerun, key);
    }

    /// A form that shows the input as it was, as far as it is kept.
    InputForm form() {
        var was = client.run(run);
        var input = client.input(run);
        var schema =
                was.revision() == 0
                        ? null
                        : Inputs.schema(client.workflow(was.workflow(), was.revision()));
        var form = new InputForm(schema, Here.zone());
        if (input.omitted() == null) {
            form.show(input.json());
        }
        return form;
    }
}
