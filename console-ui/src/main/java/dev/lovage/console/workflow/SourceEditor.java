package dev.lovage.console.workflow;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.notification.Notification;

import dev.lovage.client.LovageClient;
import dev.lovage.client.Problem;
import dev.lovage.client.ProblemException;
import dev.lovage.client.Workflow;
import dev.lovage.console.look.CodeEditor;
import dev.lovage.console.look.CodeView.Language;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Said;
import dev.lovage.console.run.RunGraph;

import java.util.ArrayList;
import java.util.List;

/// The source of a workflow, checked by the api while one writes, with its graph beside it.
final class SourceEditor extends Div {
    private static final int SECONDS = 6_000;

    private final LovageClient client;
    private final Workflow.Revision revision;
    private final Runnable saved;
    private final CodeEditor editor;
    private final RunGraph graph = new RunGraph();
    private final UnorderedList flaws = new UnorderedList();
    private final Button save = new Button(text("source.save"));
    private final Span reason = new Span();

    /// @param may save
    /// @param saved told after a new revision was saved
    SourceEditor(LovageClient client, Workflow.Revision revision, boolean may, Runnable saved) {
        this.client = client;
        this.revision = revision;
        this.saved = saved;
        addClassName("main");
        boolean isJson = revision.source().stripLeading().startsWith("{");
        editor =
                new CodeEditor(
                        text("source.title"),
                        isJson ? Language.JSON : Language.YAML,
                        revision.source());
        editor.whenChanged(_ -> look());
        flaws.addClassName("flaws");
        reason.addClassName("reason");
        reason.getElement().setAttribute("role", "status");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        save.setEnabled(false);
        save.addClickListener(_ -> save());
        var bar = new Div(save, reason);
        bar.addClassNames("bar", "actions");
        bar.setVisible(may);
        var drawn = new Div(graph);
        drawn.addClassName("main");
        var both = new Div(editor, drawn);
        both.addClassName("halves");
        add(bar, both, flaws);
        reason.setText(text("source.same", revision.revision()));
        draw();
    }

    private void draw() {
        try {
            graph.draw(client.workflowGraph(revision.name()));
        } catch (RuntimeException problem) {
            reason.setText(Said.about(problem).what());
        }
    }

    private void look() {
        var written = editor.text();
        try {
            var checked = client.check(revision.name(), written);
            graph.draw(checked.graph());
            mark(checked.warnings(), "warning");
            save.setEnabled(checked.created());
            reason.setText(
                    checked.created()
                            ? text("source.next", checked.revision())
                            : text("source.same", revision.revision()));
        } catch (RuntimeException problem) {
            refuse(problem);
        }
    }

    private void refuse(RuntimeException problem) {
        save.setEnabled(false);
        reason.setText(Said.about(problem).what());
        mark(
                problem instanceof ProblemException refused
                        ? refused.problem().errors()
                        : List.of(),
                "error");
    }

    private void mark(List<Problem.Detail> details, String severity) {
        List<CodeEditor.Mark> marks = new ArrayList<>();
        flaws.removeAll();
        for (var detail : details) {
            marks.add(new CodeEditor.Mark(detail.pointer(), detail.message(), severity));
            var where = detail.pointer().isEmpty() ? text("source.whole") : detail.pointer();
            var go = new NativeButton(where, _ -> editor.go(detail.pointer()));
            go.addClassName("pointer");
            flaws.add(new ListItem(go, new Span(Inert.text(detail.message()))));
        }
        editor.mark(marks);
    }

    private void save() {
        try {
            var done = client.save(revision.name(), editor.text());
            Notification.show(
                    text("source.done", done.revision()),
                    SECONDS,
                    Notification.Position.BOTTOM_START);
            saved.run();
        } catch (RuntimeException problem) {
            refuse(problem);
        }
    }
}
