package dev.lovage.console.task;

import static dev.lovage.console.look.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
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

import dev.lovage.client.Catalogue;
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

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The tasks that workers serve, and of one what it takes and gives.
@Route("tasks/:task?")
@PageTitle("Tasks · Lovage")
@Prototype
@Needs("task:read")
public final class TasksView extends Main implements BeforeEnterObserver {
    private final transient Account account = Account.required();
    private final transient Pulse pulse;
    private transient Pulse.Watch watch = Pulse.Watch.NONE;
    private transient Registration resizing = () -> {};
    private final Freshness freshness = new Freshness();
    private final TextField search = new TextField();
    private final Div body = new Div();
    private final TaskTable table = new TaskTable(task -> go(task.name(), search.getValue()));
    private final TaskPanel panel = new TaskPanel(() -> go(null, search.getValue()));
    private @Nullable String name;
    private transient @Nullable Picture picture;

    /// @param tasks by name
    private record Picture(List<Catalogue.Task> tasks, Instant asOf) {
        List<Catalogue.Task> matching(String text) {
            var part = text.strip().toLowerCase(Locale.ROOT);
            return tasks.stream().filter(task -> matches(task, part)).toList();
        }

        private static boolean matches(Catalogue.Task task, String part) {
            var about = task.description() == null ? "" : task.description();
            return (task.name() + " " + about).toLowerCase(Locale.ROOT).contains(part);
        }
    }

    TasksView(Pulse pulse) {
        this.pulse = pulse;
        addClassName("view");
        freshness.addClassName("fresh");
        var head = new Div(new H1(text("tasks.title")), freshness);
        head.addClassName("head");
        search.setPlaceholder(text("tasks.search"));
        search.setAriaLabel(text("tasks.search"));
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go(name, event.getValue());
            }
        });
        var filters = new Div(search);
        filters.addClassName("filters");
        body.addClassName("main");
        body.add(new Bones());
        var stage = new Div(body, panel);
        stage.addClassName("stage");
        add(head, filters, stage);
    }

    private void go(@Nullable String task, String text) {
        var words = text.strip();
        var query = words.isEmpty() ? QueryParameters.empty() : QueryParameters.of("q", words);
        getUI().ifPresent(ui -> ui.navigate(task == null ? "tasks" : "tasks/" + task, query));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = event.getRouteParameters().get("task").orElse(null);
        var said = event.getLocation().getQueryParameters();
        search.setValue(said.getSingleParameter("q").map(String::strip).orElse(""));
        draw();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var topic = new Topic.Overview(account.me().tenant());
        watch = pulse.watch(event.getUI(), topic, _ -> read(), this::show);
        resizing = Widths.watch(event.getUI(), table::fit);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        watch.close();
        resizing.remove();
    }

    private Picture read() {
        var tasks =
                account.client().tasks().stream()
                        .sorted(Comparator.comparing(Catalogue.Task::name))
                        .toList();
        return new Picture(tasks, Instant.now());
    }

    private void show(Answer<Picture> answer) {
        switch (answer) {
            case Answer.Given<Picture>(var seen) -> {
                picture = seen;
                freshness.live(seen.asOf());
                draw();
            }
            case Answer.Refused<Picture>(var problem) -> {
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
        var open = picture.tasks().stream().filter(t -> t.name().equals(name)).findFirst();
        table.show(rows, open.orElse(null));
        table.makeRoom(name != null);
        if (name != null && open.isEmpty()) {
            panel.gone(name);
        } else {
            panel.show(open.orElse(null));
        }
        if (rows.isEmpty()) {
            replace(empty());
        } else if (!table.isAttached()) {
            replace(table);
        }
    }

    private Empty empty() {
        return search.isEmpty()
                ? new Empty(text("tasks.empty.title"), text("tasks.empty.way"))
                : new Empty(text("tasks.none.title"), text("tasks.none.way"));
    }

    private void replace(Component content) {
        body.removeAll();
        body.add(content);
    }
}
