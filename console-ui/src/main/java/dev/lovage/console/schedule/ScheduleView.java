package dev.lovage.console.schedule;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;

import dev.lovage.client.ProblemException;
import dev.lovage.client.Schedule;
import dev.lovage.console.access.Account;
import dev.lovage.console.access.Needs;
import dev.lovage.console.look.Answer;
import dev.lovage.console.look.CodeView;
import dev.lovage.console.look.Here;
import dev.lovage.console.look.Notice;
import dev.lovage.console.look.Pulse;
import dev.lovage.console.look.Said;
import dev.lovage.console.look.Tabs;
import dev.lovage.console.look.Topic;
import dev.lovage.console.look.Where;

import io.micronaut.context.annotation.Prototype;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One schedule: what it does next, and the fields that change it; a new one under `new`.
@Route("schedules/:schedule")
@Prototype
@Needs("schedule:read")
public final class ScheduleView extends Main implements BeforeEnterObserver, HasDynamicTitle {
    static final String NEW = "new";

    private final transient Account account = Account.required();
    private final boolean may = account.may("schedule:write");
    private final Tabs tabs = new Tabs(text("schedule.tabs"));
    private final Div body = new Div();
    private final Div trouble = new Div();
    private final Span reason = new Span();
    private final Button save = new Button(text("editor.save"));
    private final FirePreview preview = new FirePreview(Here.zone());
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;
    private final transient Steering steering = new Steering(account.client(), () -> watch.now());
    private String name = "";
    private String tab = "";
    private boolean pending;
    private transient @Nullable Schedule saved;
    private transient @Nullable ScheduleEditor editor;
    private @Nullable ScheduleHead head;

    ScheduleView(Pulse pulse) {
        this.pulse = pulse;
        addClassName("view");
        body.addClassName("sheets");
        reason.addClassName("reason");
        reason.getElement().setAttribute("role", "status");
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(_ -> save());
    }

    @Override
    public String getPageTitle() {
        return (name.equals(NEW) ? text("schedules.new") : name) + " · Lovage";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var wanted = event.getRouteParameters().get("schedule").orElse(NEW);
        var said = event.getLocation().getQueryParameters();
        tab = said.getSingleParameter("tab").orElse("");
        if (!wanted.equals(name)) {
            name = wanted;
            open(said);
            getUI().ifPresent(this::begin);
        } else {
            draw();
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        begin(event.getUI());
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.close();
    }

    /// Looks how the schedule stands while the page is open; what is being written stays.
    private void begin(UI ui) {
        watch.close();
        if (head != null) {
            var watched = name;
            watch = pulse.watch(ui, topic(), _ -> account.client().schedule(watched), this::show);
        }
    }

    /// What was saved is with Temporal a moment later, and no run tells of that.
    private Topic topic() {
        return pending ? new Topic.Nothing() : new Topic.OneSchedule(account.me().tenant(), name);
    }

    private static boolean isPending(@Nullable Schedule schedule) {
        return schedule != null
                && schedule.status().applied().state() == Schedule.Applied.State.PENDING;
    }

    private void show(Answer<Schedule> answer) {
        if (head != null
                && answer instanceof Answer.Given<Schedule>(var seen)
                && seen.name().equals(name)) {
            head.show(seen);
            if (pending != isPending(seen)) {
                pending = isPending(seen);
                getUI().ifPresent(this::begin);
            }
            if (preview.pause(seen.status().paused())) {
                look();
            }
        }
    }

    private void reload() {
        open(QueryParameters.empty());
        getUI().ifPresent(this::begin);
    }

    private void open(QueryParameters said) {
        removeAll();
        trouble.removeAll();
        try {
            saved = name.equals(NEW) ? null : account.client().schedule(name);
            pending = isPending(saved);
            var _ = preview.pause(saved != null && saved.status().paused());
            editor = new ScheduleEditor(account.client(), saved, this::look);
            said.getSingleParameter("workflow").ifPresent(editor::choose);
            var where =
                    new Where(text("schedules.title"), "schedules")
                            .here(saved == null ? text("schedules.new") : name);
            add(where, title());
            add(tabs, body);
            draw();
            look();
        } catch (RuntimeException problem) {
            add(new Where(text("schedules.title"), "schedules").here(name));
            add(new Notice(Said.about(problem)));
        }
    }

    private Component title() {
        var schedule = saved;
        if (schedule == null) {
            head = null;
            var title = new Div(new H1(text("schedules.new")));
            title.addClassNames("head", "title");
            return title;
        }
        head = new ScheduleHead(schedule, may, steering);
        return head;
    }

    private void draw() {
        var shown = editor;
        if (shown == null) {
            return;
        }
        tabs.show(name.equals(NEW) ? "schedules/new" : ScheduleRow.address(name), faces(), tab);
        body.removeAll();
        if (tab.equals("yaml")) {
            body.add(yaml(shown));
            return;
        }
        var bar = new Div(save, reason);
        bar.addClassName("actions");
        var left = new Div(shown, trouble);
        left.addClassName("left");
        if (may) {
            left.add(bar);
        }
        var both = new Div(left, preview);
        both.addClassName("edit");
        body.add(both);
    }

    private static Map<String, String> faces() {
        Map<String, String> faces = new LinkedHashMap<>();
        faces.put("", text("schedule.tab.edit"));
        faces.put("yaml", text("schedule.tab.yaml"));
        return faces;
    }

    private static Component yaml(ScheduleEditor editor) {
        try {
            return new CodeView(
                    text("schedule.tab.yaml"),
                    CodeView.Language.YAML,
                    ScheduleYaml.of(editor.put()));
        } catch (UnreadyException e) {
            return new Div(e.reason());
        }
    }

    /// Looks at what is written: when it would run, and whether it can be saved.
    private void look() {
        var written = editor;
        if (written == null) {
            return;
        }
        var flaw = previewed(written);
        if (flaw == null) {
            try {
                written.name();
                written.put();
            } catch (UnreadyException e) {
                flaw = e.reason();
            }
        }
        save.setEnabled(flaw == null);
        reason.setText(flaw == null ? "" : flaw);
    }

    /// Shows the times; tells what is wrong with them.
    private @Nullable String previewed(ScheduleEditor written) {
        try {
            var asked = written.previewing();
            preview.show(account.client().previewSchedule(asked), written.zone());
            written.accept();
            return null;
        } catch (UnreadyException e) {
            preview.wait(e.reason());
            return e.reason();
        } catch (ProblemException e) {
            var errors = e.problem().errors();
            written.refuse(errors);
            var what = errors.isEmpty() ? Said.about(e).what() : errors.getFirst().message();
            preview.wait(what);
            return what;
        } catch (RuntimeException problem) {
            var what = Said.about(problem).what();
            preview.wait(what);
            return what;
        }
    }

    private void save() {
        var written = editor;
        trouble.removeAll();
        if (written == null || !written.inputValid()) {
            save.setEnabled(true);
            reason.setText(text("editor.badinput"));
            return;
        }
        try {
            keep(written);
        } catch (UnreadyException e) {
            reason.setText(e.reason());
            save.setEnabled(true);
        } catch (RuntimeException problem) {
            save.setEnabled(true);
            trouble.add(refused(written, problem));
        }
    }

    private void keep(ScheduleEditor written) throws UnreadyException {
        var to = written.name();
        if (saved == null && exists(to)) {
            throw new UnreadyException(text("editor.taken", to));
        }
        account.client()
                .saveSchedule(to, written.put(), saved == null ? null : saved.saved().version());
        Steering.say(text("editor.saved", to));
        if (saved == null) {
            getUI().ifPresent(ui -> ui.navigate(ScheduleRow.address(to)));
        } else {
            reload();
        }
    }

    private boolean exists(String to) {
        try {
            account.client().schedule(to);
            return true;
        } catch (ProblemException e) {
            if (e.problem().status() == 404) {
                return false;
            }
            throw e;
        }
    }

    private static Notice refused(ScheduleEditor written, RuntimeException problem) {
        var notice = new Notice(Said.about(problem));
        if (problem instanceof ProblemException refused) {
            List.copyOf(written.refuse(refused.problem().errors()))
                    .forEach(error -> notice.small(error.pointer() + " " + error.message()));
        }
        return notice;
    }
}
