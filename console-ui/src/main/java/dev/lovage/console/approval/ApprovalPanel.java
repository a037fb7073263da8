package dev.lovage.console.approval;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;

import dev.lovage.client.Approval;
import dev.lovage.client.ProblemException;
import dev.lovage.console.form.InputForm;
import dev.lovage.console.look.Here;
import dev.lovage.console.look.Inert;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.TimeAgo;
import dev.lovage.console.run.RunLink;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// One approval: what is asked, where, until when, and the answer. What a person has begun to write
/// stays while the page goes on.
final class ApprovalPanel extends Section {
    private static final int LONGEST = 1_000;

    private final transient Deciding deciding;
    private final Runnable closed;
    private final Div trouble = new Div();
    private final TextArea comment = new TextArea(text("approval.comment"));
    private final Button approve = new Button(text("approval.approve"));
    private final Button reject = new Button(text("approval.reject"));
    private transient @Nullable Approval shown;
    private transient @Nullable InputForm form;

    /// One for each opening: however often a button is pressed, it is one decision.
    private String key = "";

    /// Tells the api.
    @FunctionalInterface
    interface Deciding {
        /// Throws what the api says against it.
        void decide(Approval approval, Approval.Decision decision, String key);
    }

    ApprovalPanel(Deciding deciding, Runnable closed) {
        this.deciding = deciding;
        this.closed = closed;
        addClassName("side");
        setAriaLabel(text("approval.title"));
        setVisible(false);
        comment.setMaxLength(LONGEST);
        comment.setHelperText(text("approval.comment.help"));
        approve.addThemeVariants(ButtonVariant.PRIMARY);
        approve.addClickListener(_ -> approve());
        reject.addThemeVariants(ButtonVariant.ERROR);
        reject.addClickListener(_ -> reject());
        approve.setDisableOnClick(true);
        reject.setDisableOnClick(true);
    }

    void show(@Nullable Approval approval) {
        setVisible(approval != null);
        if (approval == null) {
            shown = null;
        } else if (!approval.equals(shown)) {
            shown = approval;
            draw(approval);
        }
    }

    /// Says that the one of this name waits no more.
    void gone() {
        shown = null;
        removeAll();
        setVisible(true);
        var body = new Div(new Paragraph(text("approval.gone")));
        body.addClassName("body");
        add(head(text("approval.title"), ""), body);
    }

    private void draw(Approval approval) {
        key = UUID.randomUUID().toString();
        removeAll();
        trouble.removeAll();
        comment.clear();
        allow(true);
        var body = new Div(pairs(approval));
        body.addClassName("body");
        if (approval.mine()) {
            form = approval.form() == null ? null : new InputForm(approval.form(), Here.zone());
            if (form != null) {
                body.add(form);
            }
            var bar = new Div(approve, reject);
            bar.addClassName("actions");
            body.add(comment, trouble, bar);
        } else {
            body.add(new Paragraph(text("approval.not-yours")));
        }
        add(head(Inert.text(approval.text()), approval.name()), body);
    }

    private Div head(String title, String name) {
        var small = new Span(name);
        small.addClassNames("mono", "muted");
        var words = new Div(new H2(title), small);
        words.addClassName("words");
        var close = new NativeButton("", _ -> closed.run());
        close.addClassName("icon-button");
        close.setAriaLabel(text("approval.close"));
        close.add(VaadinIcon.CLOSE_SMALL.create());
        var head = new Div(words, close);
        head.addClassName("side-head");
        return head;
    }

    private static DescriptionList pairs(Approval approval) {
        var pairs = new DescriptionList();
        pairs.addClassName("pairs");
        var place = approval.place();
        pair(pairs, "workflow", new Span(place.workflow()));
        pair(pairs, "run", link(RunLink.to(place.run()), place.run()));
        pair(pairs, "step", link(RunLink.to(place.run()) + "?step=" + place.path(), place.path()));
        pair(pairs, "since", new TimeAgo(approval.waiting().since()));
        if (approval.waiting().until() != null) {
            pair(pairs, "until", new TimeAgo(approval.waiting().until()));
        }
        if (!approval.assignees().isEmpty()) {
            pair(pairs, "who", new Span(Inert.text(String.join(", ", approval.assignees()))));
        }
        return pairs;
    }

    private static Anchor link(String address, String words) {
        var link = new Anchor(address, words);
        link.addClassNames("cell-link", "mono");
        return link;
    }

    private static void pair(DescriptionList pairs, String key, Component value) {
        pairs.add(
                new DescriptionList.Term(text("approval." + key)),
                new DescriptionList.Description(value));
    }

    private void approve() {
        if (form != null && !form.valid()) {
            allow(true);
            return;
        }
        send(Approval.Decision.approve(form == null ? null : form.value(), words()));
    }

    private void reject() {
        send(Approval.Decision.reject(words()));
    }

    private @Nullable String words() {
        var words = comment.getValue().strip();
        return words.isEmpty() ? null : words;
    }

    private void send(Approval.Decision decision) {
        var approval = shown;
        if (approval == null) {
            return;
        }
        trouble.removeAll();
        allow(false);
        try {
            deciding.decide(approval, decision, key);
        } catch (RuntimeException problem) {
            allow(true);
            refuse(problem);
        }
    }

    private void allow(boolean now) {
        approve.setEnabled(now);
        reject.setEnabled(now);
    }

    private void refuse(RuntimeException problem) {
        var notice = new Notice(Said.about(problem));
        if (problem instanceof ProblemException refused) {
            var errors = refused.problem().errors();
            (form == null ? errors : form.refuse("/value", errors))
                    .forEach(error -> notice.small(error.pointer() + " " + error.message()));
        }
        trouble.add(notice);
    }
}
