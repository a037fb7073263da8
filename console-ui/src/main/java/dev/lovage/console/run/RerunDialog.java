package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

import dev.lovage.client.ProblemException;
import dev.lovage.client.Rerun;
import dev.lovage.console.form.InputForm;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.UUID;

/// Says what a rerun would do, lets the input be changed, and starts it.
final class RerunDialog extends Dialog {
    private static final Logger LOG = LoggerFactory.getLogger(RerunDialog.class);

    private final transient Rerunning rerunning;
    private final transient Rerunning.Part part;
    private final Div plan = new Div(new Paragraph(text("rerun.reading")));
    private final Div input = new Div();
    private final Div trouble = new Div();
    private final Button edit = new Button(text("rerun.edit"), _ -> toggle());
    private final Button go = new Button(text("rerun.go"));

    /// One for each opening: however often the button is pressed, one run starts.
    private final String key = UUID.randomUUID().toString();

    private transient @Nullable InputForm form;

    RerunDialog(Rerunning rerunning, Rerunning.Part part) {
        this.rerunning = rerunning;
        this.part = part;
        var word = part.word();
        setHeaderTitle(text("rerun.title." + word, part.what()));
        addClassNames("ask", "rerun");
        setWidth("min(640px, calc(100vw - 32px))");
        plan.addClassName("plan");
        plan.getElement().setAttribute("role", "status");
        edit.getElement().setAttribute("aria-expanded", "false");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(_ -> start());
        add(new Paragraph(text("rerun.means." + word)), plan, edit, input, trouble);
        getFooter().add(new Button(text("ask.back"), _ -> close()), go);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        ask(event.getUI());
    }

    /// A worker may replay the run for it, so nobody waits.
    private void ask(UI ui) {
        boolean edited = form != null;
        Thread.startVirtualThread(() -> {
            Div told;
            try {
                told = new RerunSteps(rerunning.plan(part, edited));
            } catch (RuntimeException problem) {
                told = new Div(new Notice(Said.about(problem)));
            }
            show(ui, told, edited);
        });
    }

    private void show(UI ui, Div told, boolean edited) {
        try {
            var _ =
                    ui.access(() -> {
                        if (edited == (form != null)) {
                            plan.removeAll();
                            plan.add(told);
                        }
                    });
        } catch (UIDetachedException e) {
            LOG.debug("The page was closed", e);
        }
    }

    private void toggle() {
        input.removeAll();
        if (form == null) {
            try {
                form = rerunning.form();
                input.add(form);
            } catch (RuntimeException problem) {
                input.add(new Notice(Said.about(problem)));
                return;
            }
        } else {
            form = null;
        }
        edit.setText(text(form == null ? "rerun.edit" : "rerun.keep"));
        edit.getElement().setAttribute("aria-expanded", String.valueOf(form != null));
        getUI().ifPresent(this::ask);
    }

    private void start() {
        trouble.removeAll();
        var asked = form;
        if (asked != null && !asked.valid()) {
            go.setEnabled(true);
            return;
        }
        var value = asked == null ? null : asked.value();
        try {
            var run = rerunning.start(new Rerun(part.from(), part.only(), value), key);
            close();
            UI.getCurrent().navigate(RunLink.to(run.id()));
        } catch (RuntimeException problem) {
            go.setEnabled(true);
            refuse(asked, problem);
        }
    }

    private void refuse(@Nullable InputForm asked, RuntimeException problem) {
        var notice = new Notice(Said.about(problem));
        if (problem instanceof ProblemException refused && asked != null) {
            asked.refuse("/input", refused.problem().errors())
                    .forEach(error -> notice.small(error.pointer() + " " + error.message()));
        }
        trouble.add(notice);
    }
}
