package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;

import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
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

/// All schedules: what they run, when next, and how they stand.
@Route("schedules")
@PageTitle("Schedules · Lovage")
@Prototype
@Needs("schedule:read")
public final class SchedulesView extends Main implements BeforeEnterObserver {
    private final transient Account account = Account.required();
    private final transient ScheduleList list = new ScheduleList(account.client(), null);
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;
    private transient Registration resizing = () -> {};
    private final Freshness freshness = new Freshness();
    private final TextField search = new TextField();
    private final Div body = new Div();
    private final transient Steering steering = new Steering(account.client(), () -> watch.now());
    private final ScheduleTable table =
            new ScheduleTable(
                    account.may("schedule:write"),
                    new ScheduleTable.Acts(
                            row -> steering.pauseOrResume(row.about()),
                            row -> steering.trigger(row.about())));
    private transient ScheduleList.@Nullable Picture picture;

    SchedulesView(Pulse pulse) {
        this.pulse = pulse;
        addClassName("view");
        freshness.addClassName("fresh");
        var head = new Div(new H1(text("schedules.title")), freshness);
        head.addClassName("head");
        search.setPlaceholder(text("schedules.search"));
        search.setAriaLabel(text("schedules.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go(event.getValue().strip());
            }
        });
        var filters = new Div(search);
        filters.addClassName("filters");
        if (account.may("schedule:write")) {
            filters.add(create());
        }
        body.addClassName("list");
        body.add(new Bones());
        add(head, filters, body);
    }

    private static Anchor create() {
        var link = new Anchor("schedules/new", text("schedules.new"));
        link.addClassNames("act", "main-act");
        return link;
    }

    private void go(String text) {
        var address = text.isEmpty() ? QueryParameters.empty() : QueryParameters.of("q", text);
        getUI().ifPresent(ui -> ui.navigate(SchedulesView.class, address));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var said = event.getLocation().getQueryParameters();
        search.setValue(said.getSingleParameter("q").map(String::strip).orElse(""));
        draw();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var topic = new Topic.Overview(account.me().tenant());
        watch = pulse.watch(event.getUI(), topic, _ -> list.read(), this::show);
        resizing = Widths.watch(event.getUI(), table::fit);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.close();
        resizing.remove();
    }

    private void show(Answer<ScheduleList.Picture> answer) {
        switch (answer) {
            case Answer.Given<ScheduleList.Picture>(var seen) -> {
                picture = seen;
                freshness.live(seen.asOf());
                draw();
            }
            case Answer.Refused<ScheduleList.Picture>(var problem) -> {
                freshness.stale();
                if (picture == null) {
                    replace(new Notice(Said.about(problem)));
                }
            }
        }
    }

    private void draw() {
        if (picture == null) {
            return;
        }
        var rows = picture.matching(search.getValue());
        table.show(rows);
        if (rows.isEmpty()) {
            replace(empty());
        } else if (!table.isAttached()) {
            replace(table);
        }
    }

    private Empty empty() {
        return search.isEmpty()
                ? new Empty(text("schedules.empty.title"), text("schedules.empty.way"))
                        .action(create())
                : new Empty(text("schedules.none.title"), text("schedules.none.way"));
    }

    private void replace(Component content) {
        body.removeAll();
        body.add(content);
    }
}
