package dev.lovage.console.approval;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;

import dev.lovage.client.Approval;
import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
import dev.lovage.console.look.Aloud;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.Bones;
import dev.lovage.console.look.Empty;
import dev.lovage.console.look.Freshness;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Topic;
import dev.lovage.console.look.Widths;

import io.micronaut.context.annotation.Prototype;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// The inbox: what runs await from people, what waits longest first, and beside it the one that is
/// answered.
@Route("approvals/:approval?")
@PageTitle("Approvals · Lovage")
@Prototype
@Needs("run:read")
public final class ApprovalsView extends Main implements BeforeEnterObserver {
    private final transient Account account = Account.required();
    private final transient Inbox inbox = new Inbox(account.client());
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;
    private transient Registration resizing = () -> {};
    private final Freshness freshness = new Freshness();
    private final NativeButton mine = new NativeButton(text("approvals.mine"), _ -> filter(true));
    private final NativeButton all = new NativeButton(text("approvals.all"), _ -> filter(false));
    private final Div body = new Div();
    private final ApprovalTable table = new ApprovalTable(approval -> go(approval.id()));
    private final ApprovalPanel panel = new ApprovalPanel(this::decide, () -> go(null));
    private transient volatile boolean others;
    private transient volatile @Nullable String id;
    private transient Inbox.@Nullable Picture picture;

    ApprovalsView(Pulse pulse) {
        this.pulse = pulse;
        addClassName("view");
        freshness.addClassName("fresh");
        var head = new Div(new H1(text("approvals.title")), freshness);
        head.addClassName("head");
        var bar = new Div(mine, all);
        bar.addClassName("segments");
        bar.getElement().setAttribute("role", "group");
        bar.getElement().setAttribute("aria-label", text("approvals.which"));
        mine.addClassName("segment");
        all.addClassName("segment");
        var filters = new Div(bar);
        filters.addClassName("filters");
        body.addClassName("main");
        body.add(new Bones());
        var stage = new Div(body, panel);
        stage.addClassName("stage");
        add(head, filters, stage);
    }

    private void filter(boolean onlyMine) {
        navigate(null, !onlyMine);
    }

    private void go(@Nullable String wanted) {
        navigate(wanted, others);
    }

    private void navigate(@Nullable String wanted, boolean everybodys) {
        var address = wanted == null ? "approvals" : ApprovalLink.to(wanted);
        var query = everybodys ? QueryParameters.of("all", "true") : QueryParameters.empty();
        getUI().ifPresent(ui -> ui.navigate(address, query));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().get("approval").map(ApprovalsView::decoded).orElse(null);
        var said = event.getLocation().getQueryParameters();
        others = said.getSingleParameter("all").filter("true"::equals).isPresent();
        mine.getElement().setAttribute("aria-pressed", String.valueOf(!others));
        all.getElement().setAttribute("aria-pressed", String.valueOf(others));
        watch.now();
        draw();
    }

    /// No id has a percent sign: where there is one, the browser encoded more than it had to.
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var topic = new Topic.Approvals(account.me().tenant());
        watch = pulse.watch(event.getUI(), topic, _ -> read(), this::show);
        resizing = Widths.watch(event.getUI(), table::fit);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.close();
        resizing.remove();
    }

    private Inbox.Picture read() {
        return inbox.read(new Approval.Filter(!others, null, null), id);
    }

    private void decide(Approval approval, Approval.Decision decision, String key) {
        account.client().approvals().decide(approval.id(), decision, key);
        var word = Boolean.TRUE.equals(decision.reject()) ? "rejected" : "approved";
        Aloud.say(text("approval." + word, approval.text()));
        go(null);
    }

    private void show(Answer<Inbox.Picture> answer) {
        switch (answer) {
            case Answer.Given<Inbox.Picture>(var seen) -> {
                picture = seen;
                freshness.live(seen.asOf());
                draw();
            }
            case Answer.Refused<Inbox.Picture>(var problem) -> {
                freshness.stale();
                if (picture == null) {
                    replace(new Notice(Said.about(problem)));
                }
            }
        }
    }

    private void draw() {
        var seen = picture;
        if (seen == null) {
            return;
        }
        var open = seen.find(id).orElse(null);
        table.show(seen.approvals(), open);
        table.makeRoom(id != null);
        if (seen.misses(id)) {
            panel.gone();
        } else {
            panel.show(open);
        }
        if (seen.approvals().isEmpty()) {
            replace(empty());
        } else if (!table.isAttached()) {
            replace(table);
        }
    }

    private Empty empty() {
        return others
                ? new Empty(text("approvals.none.title"), text("approvals.none.way"))
                : new Empty(text("approvals.empty.title"), text("approvals.empty.way"));
    }

    private void replace(Component content) {
        body.removeAll();
        body.add(content);
    }
}
