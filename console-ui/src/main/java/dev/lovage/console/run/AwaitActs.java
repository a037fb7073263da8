package dev.lovage.console.run;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;

import dev.lovage.client.Approval;
import dev.lovage.client.ProblemException;
import dev.lovage.client.Run;
import dev.lovage.console.access.Account;
import dev.lovage.console.look.Aloud;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a person can do about a step that waits for an answer: decide it, or send the signal
/// itself.
final class AwaitActs {
    private final Account account;
    private final String run;
    private final Runnable changed;

    /// @param changed told after a signal
    AwaitActs(Account account, String run, Runnable changed) {
        this.account = account;
        this.run = run;
        this.changed = changed;
    }

    /// Nothing for every other step, and for who may do neither.
    Optional<Component> of(Run.Step step) {
        if (!step.kind().equals("await") || step.state().ended()) {
            return Optional.empty();
        }
        var acts = new Div();
        acts.addClassName("actions");
        if (account.may("approval:decide")) {
            var link = new Anchor(address(step.path()), text("signal.decide"));
            link.addClassName("act");
            acts.add(link);
        }
        if (account.may("run:steer")) {
            var send = new NativeButton(text("signal.go"), _ -> ask(step));
            send.addClassName("act");
            acts.add(send);
        }
        return acts.getElement().getChildCount() == 0 ? Optional.empty() : Optional.of(acts);
    }

    /// The page of approvals stands on this one, so only its address is known here.
    private String address(String path) {
        var id = URLEncoder.encode(path + "@" + run, StandardCharsets.UTF_8);
        return "approvals/"
                + id.replace("%7E", "~")
                        .replace("%3A", ":")
                        .replace("%40", "@")
                        .replace("+", "%20");
    }

    private void ask(Run.Step step) {
        try {
            new SignalDialog(name(step), form(step), signal -> send(step, signal)).open();
        } catch (RuntimeException problem) {
            Aloud.complain(problem);
        }
    }

    private void send(Run.Step step, SignalDialog.Sending sending) {
        account.client().signal(run, name(step), step.path(), sending.signal(), sending.key());
        Aloud.say(text("signal.sent", run));
        changed.run();
    }

    private static String name(Run.Step step) {
        var work = step.work();
        return work == null || work.awaits() == null ? "" : work.awaits();
    }

    /// Nothing where the definition does not tell, or nobody waits any more.
    private @Nullable Object form(Run.Step step) {
        try {
            Approval approval = account.client().approvals().get(step.path() + "@" + run);
            return approval.form();
        } catch (ProblemException e) {
            if (e.problem().status() == 404) {
                return null;
            }
            throw e;
        }
    }
}
