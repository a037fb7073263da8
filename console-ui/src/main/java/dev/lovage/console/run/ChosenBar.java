package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Batch;
import dev.lovage.client.LovageClient;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What can be done to the runs that are ticked, or to all that the list is about; it is there when
/// something is.
final class ChosenBar extends Div {
    private final transient LovageClient client;
    private final transient Runnable done;
    private final Span says = new Span();
    private final NativeButton every = new NativeButton(text("chosen.all"), _ -> turn());
    private RunFilter filter = RunFilter.ALL;
    private transient List<String> ticked = List.of();
    private boolean all;

    /// @param none unticks all
    /// @param done told when something was done to them
    ChosenBar(LovageClient client, Runnable none, Runnable done) {
        this.client = client;
        this.done =
                () -> {
                    none.run();
                    done.run();
                };
        addClassName("chosen");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", text("chosen.label"));
        says.getElement().setAttribute("role", "status");
        every.addClassName("segment");
        add(says, every);
        for (var act : Batch.Act.values()) {
            var word = text("chosen." + act.name().toLowerCase(Locale.ROOT));
            var button = new NativeButton(word, _ -> ask(act));
            button.addClassName("act");
            add(button);
        }
        var off = new NativeButton(text("chosen.none"), _ -> none.run());
        off.addClassName("act");
        add(off);
        show(Set.of());
    }

    /// The list is about these now.
    void show(RunFilter other) {
        filter = other;
    }

    /// These are ticked now.
    void show(Set<String> ids) {
        ticked = List.copyOf(ids);
        all &= !ticked.isEmpty();
        say();
    }

    private void turn() {
        all = !all;
        say();
    }

    private void say() {
        setVisible(!ticked.isEmpty());
        every.getElement().setAttribute("aria-pressed", String.valueOf(all));
        says.setText(
                all
                        ? text("chosen.says.all")
                        : text("chosen.says", BatchDialog.runs(ticked.size(), false)));
    }

    private void ask(Batch.Act act) {
        var choice = all ? new Choice.Matching(filter, Instant.now()) : new Choice.Ticked(ticked);
        new BatchDialog(client, act, choice, done).open();
    }
}
