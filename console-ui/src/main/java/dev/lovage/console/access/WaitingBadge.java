package dev.lovage.console.access;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Span;

import dev.lovage.client.Approval;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Topic;

/// How many approvals wait for the person; nothing where none does.
final class WaitingBadge extends Span {
    private static final int MOST = 99;

    private final transient Account account;
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;

    WaitingBadge(Account account, Pulse pulse) {
        this.account = account;
        this.pulse = pulse;
        addClassName("badge");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var topic = new Topic.Approvals(account.me().tenant());
        watch = pulse.watch(event.getUI(), topic, _ -> count(), this::show);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.close();
    }

    private int count() {
        var mine = new Approval.Filter(true, null, null);
        return account.client().approvals().list(mine, MOST + 1, null).items().size();
    }

    /// What is not known is not shown as another number.
    private void show(Answer<Integer> answer) {
        int count = answer instanceof Answer.Given<Integer>(var given) ? given : 0;
        setVisible(count > 0);
        var words = count > MOST ? MOST + "+" : String.valueOf(count);
        if (!words.equals(getText())) {
            setText(words);
            getElement().setAttribute("title", text("nav.waiting", words));
        }
    }
}
