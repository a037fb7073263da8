package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;

import dev.lovage.client.ProblemException;
import dev.lovage.client.Run;
import dev.lovage.client.Workflow;
import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
import dev.lovage.console.form.InputForm;
import dev.lovage.console.look.Here;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Where;
import dev.lovage.console.run.RunLink;

import io.micronaut.context.annotation.Prototype;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Starts a run with an input that the workflow's schema describes.
@Route("workflows/:workflow/start")
@Prototype
@Needs("run:start")
public final class StartView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Account account = Account.required();
    private final TextField tags = new TextField(text("start.tags"));
    private final Button start = new Button(text("start.start"));
    private final Div trouble = new Div();

    /// One for each opening: however often the button is pressed, one run starts.
    private final String key = UUID.randomUUID().toString();

    private String name = "";
    private transient @Nullable InputForm form;

    StartView() {
        addClassName("view");
        start.addThemeVariants(ButtonVariant.PRIMARY);
        start.setDisableOnClick(true);
        start.addClickListener(_ -> start());
        tags.setHelperText(text("start.tags.help"));
    }

    @Override
    public String getPageTitle() {
        return text("start.of", name) + " · Lovage";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get("workflow").orElse("");
        removeAll();
        add(
                new Where(text("workflows.title"), "workflows")
                        .then(name, WorkflowRow.address(name))
                        .here(text("start.title")));
        try {
            draw(account.client().workflow(name));
        } catch (RuntimeException problem) {
            add(new Notice(Said.about(problem)));
        }
    }

    private void draw(Workflow.Revision revision) {
        form = new InputForm(Inputs.schema(revision), Here.zone());
        var title = new Div(new H1(text("start.of", name)));
        title.addClassNames("head", "title");
        var page = new Div();
        page.addClassName("sheet");
        if (revision.definition().get("description") instanceof String words) {
            page.add(new Paragraph(Inert.text(words)));
        }
        var back = new Anchor(WorkflowRow.address(name), text("start.back"));
        back.addClassName("quiet");
        var bar = new Div(start, back);
        bar.addClassName("actions");
        page.add(form, tags, trouble, bar);
        var scroll = new Div(page);
        scroll.addClassName("sheets");
        add(title, scroll);
    }

    private void start() {
        trouble.removeAll();
        if (form == null || !form.valid()) {
            start.setEnabled(true);
            return;
        }
        var request = new Run.Start(form.value(), null, null, tagList(), null);
        try {
            var run = account.client().start(name, request, key);
            UI.getCurrent().navigate(RunLink.to(run.id()));
        } catch (RuntimeException problem) {
            start.setEnabled(true);
            refuse(form, problem);
        }
    }

    private @Nullable List<String> tagList() {
        var words =
                Arrays.stream(tags.getValue().split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
        return words.isEmpty() ? null : words;
    }

    private void refuse(InputForm asked, RuntimeException problem) {
        var notice = new Notice(Said.about(problem));
        if (problem instanceof ProblemException refused) {
            asked.refuse("/input", refused.problem().errors())
                    .forEach(error -> notice.small(error.pointer() + " " + error.message()));
        }
        trouble.add(notice);
    }
}
